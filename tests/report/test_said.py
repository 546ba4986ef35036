"""What the report says of a forecast and of a share: of which measure, out of what, and the same as its table."""

import io
import re
from datetime import date
from pathlib import Path

import docx
import pytest

from campaign.language import formats
from campaign.report import Report, content
from campaign.report.writers import FORMATS
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Selection

DAYS = [date(2021, 4, 27), date(2021, 6, 1), date(2021, 7, 15)]


@pytest.fixture(params=[(unit, day) for unit in ("VN", "01", "269") for day in DAYS], ids=str)
def report(request: pytest.FixtureRequest, demo_home: Path) -> Report:
    unit, day = request.param
    return content.report(Selection(EVERYTHING, unit, day), "https://tiendo.example.vn/?unit=VN")


def test_every_forecast_names_its_measure_its_unit_and_its_day(report: Report) -> None:
    measures = {str(measure.label).lower() for measure in catalogue.campaign().measures}
    told = [text for section in report.sections for text in section.paragraphs]
    told = [
        one for text in told for one in re.split(r"(?<=\.) (?=[A-ZĐ])", text) if re.search("dự báo xong|chưa xong", one)
    ]
    assert told or report.as_of > date(2021, 7, 1)
    for one in told:
        assert any(measure in one.lower() for measure in measures), one
        assert formats.day(report.as_of) in one, one
        assert str(report.unit.name) in one or "toàn quốc" in one, one


def test_no_sentence_has_a_dash_in_the_place_of_a_figure(report: Report) -> None:
    told = [text for section in report.sections for text in section.paragraphs]
    assert [text for text in told if re.search(r" –[;,.]|–$", text)] == []


def test_a_table_of_what_was_expected_speaks_of_a_past_deadline_in_the_past(report: Report) -> None:
    tables = [table.frame for section in report.sections for table in section.tables if table.key == "ahead"]
    for table in tables:
        past = bool((table["deadline"].dt.date < report.as_of).all())
        assert ("missed" in table, "expected_shortfall" in table) == (past, not past)


@pytest.mark.office
def test_a_figures_alternative_text_says_the_whole_that_the_table_has(demo_home: Path) -> None:
    """Figure 7 said 31,433,015 missing cards, the table 31,651,062: what units lack, and what the nation does."""
    made = content.report(Selection(EVERYTHING, "VN", date(2021, 6, 1)), "https://tiendo.example.vn/?unit=VN")
    (table,) = [table.frame for section in made.sections for table in section.tables if table.key == "ahead"]
    (said,) = [one.sentence for section in made.sections for one in section.exhibits if one.key == "shortfall"]
    whole = next(row["expected_shortfall"] for row in table.to_dict("records") if said.startswith(row["measure_vi"]))
    assert f" {formats.number(round(whole))} " in said
    shapes = docx.Document(io.BytesIO(FORMATS["docx"].file(made))).inline_shapes
    assert said in [shape._inline.docPr.get("descr") for shape in shapes]


@pytest.mark.parametrize("day", DAYS)
def test_all_units_together_have_their_own_denominator(day: date, demo_home: Path) -> None:
    """101.1 % of what the units were given beside 100.0 % of the national target, unexplained."""
    selection = Selection(EVERYTHING, "VN", day, "received")
    row, below = queries.one("overview", selection), queries.table("units_below", selection)
    total, quotas = int(below["total"].sum()), int(below["target"].sum())
    made = content.report(selection.of(None), "https://tiendo.example.vn/?unit=VN")
    said = " ".join(text for section in made.sections for text in section.paragraphs)
    together = f"{formats.percent(total / quotas)} ({formats.number(total)}/{formats.number(quotas)})"
    assert f"tính chung {len(below)} đơn vị đạt {together}" in said
    sentences = [exhibit.sentence for section in made.sections for exhibit in section.exhibits]
    unassigned = f"{formats.number(row['target'] - quotas)} chưa giao"
    assert (unassigned in " ".join(sentences)) == (row["target"] != quotas)


@pytest.mark.parametrize("unit", ["VN", "01"])
def test_every_part_of_a_report_after_the_deadline_has_a_sentence(unit: str, demo_home: Path) -> None:
    """Situation and outlook were empty under their headings once everything was done."""
    made = content.report(Selection(EVERYTHING, unit, date(2021, 12, 31)), "https://tiendo.example.vn/?unit=VN")
    assert [one.key for one in made.sections if one.key in ("situation", "ahead") and not one.paragraphs] == []


def test_what_was_printed_at_most_is_no_cause(demo_home: Path) -> None:
    made = content.report(Selection(EVERYTHING, "VN", date(2021, 10, 20)), "https://tiendo.example.vn/?unit=VN")
    said = " ".join(made.sections[0].paragraphs)
    assert "Thiếu chip" in said
    assert "400.000–500.000" not in said
