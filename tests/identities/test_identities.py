"""Every page and every report says the same of the same thing, and no fault in it goes unnoticed.

IDENTITY_EXAMPLES=40 reads so many selections, at about 40 seconds each; a plain run reads two.
"""

import os
import random
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from campaign import words
from campaign.report.writers import FORMATS
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.ui import navigation
from tests.identities import identities, reader
from tests.identities.identities import IDENTITIES, Truth
from tests.identities.reader import BREAK, Found

DAY = date(2021, 6, 1)
TRUTH = Truth(
    pd.DataFrame(
        {"label": ["Cards printed", "Cards returned"], "slowest": [True, False], "largest_stock": [False, True]}
    ),
    date(2021, 5, 29),
    "en",
)


def truth(selection: Selection, language: str) -> Truth:
    """What the queries say, in a language."""
    words.use(language)
    overview = queries.table("overview", selection.of(None))
    labels = [str(catalogue.campaign().measure[measure].label) for measure in overview["measure"]]
    fresh = queries.one("freshness", selection)
    return Truth(overview.assign(label=labels), fresh["full_until"].date(), language)


def selections() -> list[tuple[str, str, date, str]]:
    """Unit, measure, day, language: the day that the pages open on, then by chance, the same in every run."""
    chance = random.Random(2021)
    found = [("VN", "received", DAY, "vi"), ("79", "printed", date(2021, 7, 15), "en")]
    units = {
        level: [line.split(",")[0] for line in _units() if f",{level}," in line] for level in ("province", "district")
    }
    while len(found) < int(os.environ.get("IDENTITY_EXAMPLES", "2")):
        unit = chance.choice(["VN", chance.choice(units["province"]), chance.choice(units["district"])])
        measure = chance.choice(["received", "approved", "printed", "delivered", "cleansed", "assigned"])
        found.append((unit, measure, date(2021, 2, 1) + timedelta(chance.randrange(330)), chance.choice(["vi", "en"])))
    return found


def _units() -> list[str]:
    return (Path(__file__).parents[2] / "data" / "units.csv").read_text(encoding="utf-8").splitlines()


@pytest.mark.few(1)
@pytest.mark.office
@pytest.mark.parametrize(("unit", "measure", "as_of", "language"), selections())
def test_no_figure_contradicts_another(unit: str, measure: str, as_of: date, language: str, demo_home: Path) -> None:
    selection = Selection(EVERYTHING, unit, as_of, measure)
    found = [*reader.pages(selection, language), *reader.reports(selection, language)]
    assert len(found) == len(navigation.PAGES) + len(FORMATS)
    known = {one: truth(selection.at(one), language) for one in {page.unit for page in found}}
    contradictions = [
        f"{one.where}: {said}" for one in found for identity in IDENTITIES for said in identity(one, known[one.unit])
    ]
    assert not [*contradictions, *identities.across(found)]


def row(**changed: object) -> pd.DataFrame:
    """A row in which all fits, but for what is `changed`."""
    fits = {"unit_code": "01", "total": 60, "target": 90, "remaining": 30, "completion": 60 / 90, "required_rate": 1.0}
    fits |= {
        "as_of": pd.Timestamp(DAY),
        "required_by": pd.Timestamp(2021, 7, 1),
        "days_ahead": -0.7,
        "state": "on_plan",
    }
    return pd.DataFrame([fits | changed])


FAULTS = {
    "rounded up": "49,993,330 applications (100.0% of the target of 50,000,000)",
    "rounded down to nothing": "3/9,000 · 0.0%",
    "another share": "60/90 · 66.7%",
    "another slowest stage": "The slowest stage is Cards returned, 3 days behind plan",
    "another stock": "The largest stock is before Cards printed: 3 cards are waiting",
    "another full day": "All reports in until 30 May 2021",
    "another whole": "The units lack 500 cards, less 100 made up for; as a whole, on 1 Jul 2021, Viet Nam lacks 450.",
    "a share before its parts": "all 63 units together 101.1% (49,993,330/49,460,067)",
    "remaining": row(remaining=31, required_rate=31 / 30),
    "completion": row(completion=0.7),
    "required rate": row(required_rate=2.0),
    "state": row(state="behind"),
    "reached": row(reached_on=pd.Timestamp(DAY)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_an_identity_is_found(fault: str) -> None:
    seeded = FAULTS[fault]
    found = Found("here", "VN", seeded, {}) if isinstance(seeded, str) else Found("here", "VN", "", {"table": seeded})
    assert [said for identity in IDENTITIES for said in identity(found, TRUTH)]


def test_what_fits_is_left_alone() -> None:
    right = [
        "49,993,330 applications (99.9% of the target of 50,000,000)",
        "3/9,000 · below 0.1%",
        "all 63 units together 101.0% (49,993,330/49,460,067)",
        "The slowest stage is Cards printed, 3 days behind plan",
        "The largest stock is before Cards returned: 3 cards are waiting",
        "All reports in until 29 May 2021",
        "The units lack 500 cards, less 100 made up for; as a whole, on 1 Jul 2021, Viet Nam lacks 400.",
    ]
    found = Found("here", "VN", BREAK.join(right), {"table": row()})
    assert not [said for identity in IDENTITIES for said in identity(found, TRUTH)]
    assert not identities.across([found, found])


@pytest.mark.parametrize(
    ("here", "there", "contradict"),
    [
        ({}, {}, True),
        ({"measure": "printed"}, {"measure": "printed"}, True),
        ({"measure": "printed"}, {}, True),
        ({"measure": "printed"}, {"measure": "returned"}, False),
    ],
)
def test_a_figure_that_differs_from_one_place_to_another_is_found(here: dict, there: dict, contradict: bool) -> None:
    one, other = (
        Found(f"{rate}", "VN", "", {"table": row(rate_7d=rate, **named)}) for named, rate in ((here, 1.0), (there, 2.0))
    )
    assert len(identities.across([one, other])) == contradict
    assert len(identities.across([other, one])) == contradict
