"""How long items take and wait, on the page of the chain and in the report; without records, what is missing."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import words
from campaign.language import formats
from campaign.report.sections.ages import ages as section
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.pipeline import exhibits as pipeline
from tests import small
from tests.pages.test_cleansing import can_leave, said
from tests.pages.test_pages import run
from tests.queries.test_ages import DELIVERED, JANUARY, made, written

DAY = JANUARY[1]
NATION, ALONE = (Selection(EVERYTHING, unit, DAY, None) for unit in ("R", "B"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Records of one province; of the other there are counts alone."""
    found = small.folder(tmp_path_factory.mktemp("ages") / "home", toml=small.TOML + DELIVERED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(found))
        small.deliver(found, "counts.csv", "date,unit_code,measure,count\n2021-01-05,b1,received,100\n")
        records = made(random.Random(3), 400, ("a1", "a2"))
        small.deliver(found, f"cards_{JANUARY[0]}_{DAY}.csv", written(records, JANUARY))
        yield found


def test_the_page_says_who_waits_longer_than_the_term_and_for_how_many_records_speak(home: Path) -> None:
    page = said(run("pipeline", as_of=f"{DAY}", lang="en"))
    rows = queries.table("ages", NATION.of("delivered")).to_dict("records")
    late = formats.number(sum(row["over_term"] for row in rows[1:]))
    assert f"{late} applications of Whole country had waited longer than the term of 9" in page
    assert "that the campaign sets" in page
    first = rows[0]
    assert first["total"] == first["passed"] + 100
    assert f"{first['passed']} of {first['total']} received" in page
    assert formats.percent(first["records_share"]) in page


def test_what_is_drawn_can_leave(home: Path) -> None:
    words.use("vi")
    can_leave([pipeline.ages(NATION, "issuance"), pipeline.cohorts(NATION, "issuance")])
    found = section(NATION)
    assert found
    assert pipeline.ages(NATION, "issuance").sentence in " ".join(found.paragraphs)


def test_without_records_it_is_said_what_is_missing(home: Path) -> None:
    page = said(run("pipeline", as_of=f"{DAY}", lang="en", unit="B"))
    assert "no record extract speaks for Province B" in page
    assert section(ALONE) is None


def test_where_records_speak_for_all_nothing_is_called_unknown(home: Path) -> None:
    words.use("en")
    alone = pipeline.ages(Selection(EVERYTHING, "A", DAY, None), "issuance")
    row = alone.table.iloc[0]
    assert row["passed"] == row["total"]
    assert f"speak for all {row['total']} received" in alone.sentence and "nothing is known" not in alone.sentence
    assert "all that were received" in alone.note and "only" not in alone.note
