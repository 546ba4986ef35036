"""A campaign with a chain of any length takes extracts of its records: what is known is what a plain count says."""

import csv
import io
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from campaign import definition
from campaign.ingest import ingest
from campaign.ingest.local import Engine
from tests import small
from tests.ingest.conftest import UNITS, rows

CHAINS = {
    3: ("chosen", "asked", "visited"),
    7: ("called", "weighed", "tested", "first", "second", "third", "cleared"),
}
FIRST = date(2021, 1, 1)
DISTRICTS = ("001", "002", "010")
Counted = dict[tuple[str, str, date], int]  # items by unit, stage and day
BAD = ("999", "01")  # unknown, and of a level that does not report


def campaign(home: Path, chain: tuple[str, ...]) -> Path:
    """Write a campaign with this chain into `home`."""
    head, *_ = small.TOML.partition("[[measures]]")
    measures = "".join(
        f'[[measures]]\nid = "{stage}"\nproject = "issuance"\ntarget = 1000\n'
        f'label = {{ vi = "Bước {stage}", en = "{stage}" }}\nunit = {{ vi = "người", en = "people" }}\n'
        for stage in chain
    )
    records = (
        '[[records]]\nkind = "visits"\nproject = "issuance"\nid = "case"\noptional = ["order"]\n'
        f'[records.aliases]\ncase = ["Mã hồ sơ"]\n{chain[-1]}_on = ["Ngày xong"]\n'
    )
    small.folder(home, toml=head + measures + records, units=UNITS, targets=small.TARGETS.partition("\n")[0])
    return home


def extract(chain: tuple[str, ...], number: int, order: str = "") -> str:
    """An extract of so many records in Vietnamese: most are right, the others break a rule of one record."""
    chance = random.Random(len(chain))
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    write(["Mã hồ sơ", "Mã huyện", *(f"{stage}_on" for stage in chain[:-1]), "Ngày xong", "order"])
    for case in range(number):
        day, days = FIRST, []
        for _ in chain:
            day += timedelta(chance.randrange(9))
            days.append(str(day) if chance.random() < 0.8 else "")
        if chance.random() < 0.1:
            days[chance.randrange(len(days))] = chance.choice(["2021-02-30", "2020-12-31", "2031-01-01", "x"])
        unit = chance.choice(DISTRICTS) if chance.random() < 0.95 else chance.choice(BAD)
        write([case if chance.random() < 0.95 else case - 1, unit, *days, order])
    return text.getvalue()


def plain_count(chain: tuple[str, ...], text: str, last: date) -> tuple[Counted, int]:
    """Items by unit, stage and day, and how many records break a rule, one after the other and slowly."""
    counted: Counter[tuple[str, str, date]] = Counter()
    refused, seen = 0, set()
    for case, unit, *cells, _ in list(csv.reader(io.StringIO(text)))[1:]:
        try:
            days = {stage: date.fromisoformat(cell) for stage, cell in zip(chain, cells, strict=True) if cell}
        except ValueError:
            days = {chain[0]: date.max}
        told = list(days.values())
        right = unit in DISTRICTS and told == sorted(told) and all(FIRST <= day <= last for day in told)
        if right and case not in seen:
            seen.add(case)
            counted.update((unit, stage, day) for stage, day in days.items())
        else:
            refused += 1
    return dict(counted), refused


@pytest.mark.parametrize("stages", CHAINS)
@pytest.mark.parametrize("order", ["", "7, 8"], ids=["as they stream by", "cell by cell"])
def test_records_of_a_chain_of_any_length_are_counted(stages, order, tmp_path, monkeypatch):
    known, counted = taken(tmp_path, monkeypatch, CHAINS[stages], order)
    assert known == counted


def taken(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    chain: tuple[str, ...],
    order: str = "",
    engine: Engine[Any] | None = None,
) -> tuple[Counted, Counted]:
    """What is known of an extract that was taken in through the front door, and what a plain count says of it."""
    home = campaign(folder / "home", chain)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    text = extract(chain, 500, order)
    path = folder / "visits_2021-06-05.csv"
    path.write_text(text)
    (outcome,) = ingest(definition.load(home), [path], engine=engine)
    counted, refused = plain_count(chain, text, date(2021, 6, 5))
    assert (outcome.kind, outcome.lines, outcome.quarantined) == ("visits", 501, refused)
    assert 0 < refused < 250
    assert {stage for _, stage, _ in counted} == set(chain)
    said = rows("select unit_code, measure, date, value from reports")
    return {(unit, stage, day): items for unit, stage, day, items in said}, counted


def test_a_campaign_without_records_takes_no_extract_of_them(home, tmp_path):
    path = tmp_path / "issuance_2021-06-05.csv"
    path.write_text("application_id,district_code,received_on,printed_on\nA1,a1,2021-01-05,\n")
    (outcome,) = ingest(definition.load(home), [path])
    assert outcome.state == "held"
