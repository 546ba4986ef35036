"""Extracts of records as dirty as can be: what staff, old programs and broken exports write."""

from hypothesis import strategies as st

NAMES = ("issuance_2021-06-05.csv", "issuance_2021-05-01_2021-05-31.csv", "issuance_2021-05.csv", "issuance.csv")
ENGLISH = ("application_id", "district_code", "received_on", "approved_on", "printed_on", "returned_on", "delivered_on")
VIETNAMESE = ("Mã hồ sơ", "mã huyện", "Ngày thu nhận", "ngày duyệt", "ngay_in", "Ngày chuyển trả", "NGÀY TRẢ THẺ")
OPTIONAL = ("province_code", "reported_on", "source")
IDS = st.sampled_from(["A1", "A2", "A3", "A4", "A5", "A6", "A7", " A1", "A1 ", "\u00a0A2", "", "  ", "Ngũ", "a1"])
UNITS = st.sampled_from(["001", "001", "002", "010", "1", "10", "01", "R", "999", "", " 001"])
DAYS = st.sampled_from(
    [
        "",
        "",
        "",
        "2021-05-01",
        "2021-05-02",
        "2021-05-03",
        "2021-05-04",
        "03/05/2021",
        "3-5-2021",
        "4.5.2021",
        "2021/5/4",
        "2021-05-02 10:20:30",
        "2021-05-02T10:20",
        "2021-05-02 10:20:30.5",
        "2021-05-02 10:20:30Z",
        " 2021-05-03",
        "2021-02-30",
        "2021-07-01",
        "2020-12-31",
        "0026-05-01",
        "26-05-01",
        "12021-05-01",
        "2021",
        "2021-05",
        "31/02/2021",
        "2021-05-02 x",
        "infinity",
        "hôm qua",
        "20210502",
        "2021-05-031",
        "-2021-05-01",
    ]
)
OTHERS = {
    "province_code": st.sampled_from(["", "01", "1", "02", "R", "99"]),
    "reported_on": st.sampled_from(["", "2021-06-05", "2021-06-04", "05/06/2021", "2021-06-31", "1999-01-01"]),
    "source": st.sampled_from(["", "a", "b", "simulated"]),
}
BROKEN = st.sampled_from(
    [
        b"",
        b"   ",
        b"\t",
        b'"',
        b'""',
        b'A9,"001',
        b"A8\0,001,,,,,",
        b"\xff\xfe",
        b"A8,\xe0,,,,,",
        b"A8,001\r,,,,,",
        b"A9",
        b"A9,001,2021-05-01,,,,,,,,,more",
        b'A"8,001,,,,,',
        b"x" * 700,
    ]
)


@st.composite
def extracts(draw: st.DrawFn) -> tuple[str, bytes]:
    """Name and content of an extract."""
    optional = draw(st.lists(st.sampled_from(OPTIONAL), unique=True))
    header = [*draw(st.sampled_from([ENGLISH, VIETNAMESE])), *optional]
    delimiter = draw(st.sampled_from(",,,;\t|"))
    record = st.tuples(IDS, UNITS, *[DAYS] * 5, *[OTHERS[column] for column in optional])
    lines = st.lists(record.map(list).flatmap(lambda cells: written(cells, delimiter)) | BROKEN, max_size=50)
    end = draw(st.sampled_from([b"\n", b"\n", b"\r\n"]))
    body = [delimiter.join(header).encode(), *draw(lines)]
    content = end.join(body) + draw(st.sampled_from([b"", end, b"\n"]))
    return draw(st.sampled_from(NAMES)), draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + content


def written(cells: list[str], delimiter: str) -> st.SearchStrategy[bytes]:
    """A record as some program writes it: plain, all quoted, one cell quoted, with quotes or a line feed in it."""
    quoted = [f'"{cell}"' for cell in cells]
    return st.sampled_from(
        [
            cells,
            cells,
            cells,
            quoted,
            [quoted[0], *cells[1:]],
            [f'"{cells[0]}""x"', *cells[1:]],
            [f'"{cells[0]}\n{cells[0]}"', *cells[1:]],
            [f'"{cells[0]}{delimiter}"', *cells[1:]],
            cells[:-1],
            [*cells, ""],
            [*cells, "more"],
        ]
    ).map(lambda chosen: delimiter.join(chosen).encode())
