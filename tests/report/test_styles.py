"""How papers are laid out is data: plain, or as Decree 30/2020/NĐ-CP asks where a campaign says so."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from campaign.definition import offices
from campaign.report import content
from campaign.report.styles import styles
from campaign.report.writers import FORMATS
from campaign.serving.selection import EVERYTHING, Selection
from tests import small

OFFICE = small.OFFICE.replace('style = "decree_30"', "")


def test_the_definition_knows_every_style_and_tables_fit_all_of_them() -> None:
    assert set(offices.STYLES) == set(styles())
    assert {style.margins["left"] + style.margins["right"] for style in styles().values()} == {45}


@pytest.mark.parametrize(("office", "numbered"), [(OFFICE, False), (small.OFFICE, True)])
def test_a_paper_is_laid_out_as_the_campaign_says(
    office: str, numbered: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = small.delivered(tmp_path / "home", toml=small.TOML + office)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    selection = Selection(EVERYTHING, "R", date(2021, 1, 5))
    report = replace(content.report(selection, "http://127.0.0.1:8501/"), sections=())
    document = docx.Document(io.BytesIO(FORMATS["docx"].file(report)))
    head = "".join(text.text for text in document.tables[0]._tbl.iter(qn("w:t")))
    assert ("Số: ……/VP" in head, "ngày 05 tháng 01 năm 2021" in head) == (numbered, numbered)
    assert ("VP" in head, "05/01/2021" in head) == (True, not numbered)
    (page,) = {(round(one.left_margin.mm, 1), round(one.right_margin.mm, 1)) for one in document.sections}
    assert page == ((30, 15) if numbered else (22.5, 22.5))
    assert FORMATS["pdf"].file(report).startswith(b"%PDF")
