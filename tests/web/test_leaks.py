"""The search of the wire tests sees a name, a code or a number in whatever form it is sent."""

import base64
import io
import json
import zipfile

import numpy as np
import pyarrow as pa
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.leaks import Secret

NUMBER, CODE, NAME = 12_345_678, "024", "Huyện Đồng Văn"
SECRET = Secret(frozenset([NAME]), frozenset([CODE]), (NUMBER,))


def figure(values: object, **more: object) -> bytes:
    message = ForwardMsg()
    message.delta.new_element.plotly_chart.spec = json.dumps({"data": [{"y": values} | more]})
    return message.SerializeToString()


def packed(kind: str) -> dict:
    return {"dtype": kind, "bdata": base64.b64encode(np.array([1, NUMBER, 7], kind).tobytes()).decode()}


def table(column: pa.Array) -> bytes:
    message, stream = ForwardMsg(), io.BytesIO()
    content = pa.table({"x": column})
    with pa.ipc.new_stream(stream, content.schema) as writer:
        writer.write_table(content)
    message.delta.new_element.dataframe.arrow_data.data = stream.getvalue()
    return message.SerializeToString()


def text(said: str) -> bytes:
    message = ForwardMsg()
    message.delta.new_element.html.body = said
    return message.SerializeToString()


def archive(content: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("x.xml", content)
    return whole.getvalue()


NUMBERS = (
    {kind: figure(packed(kind)) for kind in ("i4", "i8", "f8")}
    | {f"arrow {kind}": table(pa.array([1, NUMBER], kind)) for kind in (pa.int32(), pa.int64(), pa.float64())}
    | {"list": figure([1, NUMBER]), "vietnamese": text("Còn 12.345.678 thẻ"), "english": text("12,345,678 cards")}
)


@pytest.mark.parametrize("form", NUMBERS)
def test_a_number_is_found_in_every_form(form: str) -> None:
    assert SECRET.found([NUMBERS[form]]) == {str(NUMBER)}


@pytest.mark.parametrize("said", [f"<p>{NAME}</p>", json.dumps({"text": NAME})], ids=["text", "escaped"])
def test_a_name_is_found_as_text_and_escaped(said: str) -> None:
    assert SECRET.found([text(said)]) == {NAME}
    assert SECRET.found([], [said.encode()]) == {NAME}
    assert SECRET.found([], [archive(said)]) == {NAME}


def test_a_code_is_found_as_a_cell_an_entry_and_a_link() -> None:
    for frame in (table(pa.array(["001", CODE])), figure([CODE]), text(f'<a href="?unit={CODE}&x=1">')):
        assert SECRET.found([frame]) == {CODE}
    assert SECRET.found([], [f"a,{CODE},5\n".encode()]) == {CODE}


def test_what_only_looks_alike_is_left_alone() -> None:
    assert SECRET.found([text("1024 thẻ, 12.345.679"), figure(packed("i4") | {"bdata": ""})]) == set()
