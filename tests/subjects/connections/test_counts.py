"""What is connected, counted by kind, by owner and by day, against a plain count."""

import random
from datetime import date, timedelta

import pandas as pd
import pytest

from campaign.definition import Connection, Items, Text
from campaign.subjects.connections import counts

START = date(2021, 4, 1)
KIND = Connection(
    "service",
    Text({"vi": "Dịch vụ", "en": "Services"}),
    Items({"vi": "dịch vụ", "en": "services"}, {"en": "service"}),
    20,
    date(2021, 7, 1),
    None,
)


def items(seed: int, number: int = 40) -> pd.DataFrame:
    chance, rows = random.Random(seed), []
    for place in range(number):
        tested = START + timedelta(chance.randrange(60)) if chance.random() < 0.7 else None
        connected = tested + timedelta(chance.randrange(15)) if tested and chance.random() < 0.6 else None
        state = "connected" if connected else chance.choice(["overdue", "testing" if tested else "planned"])
        kind, owner = chance.choice(["service", "link"]), chance.choice(["Bộ Công an", "Bộ Y tế", None])
        rows.append(
            {
                "service_id": f"{place}",
                "name_vi": f"Cấp hộ chiếu {place}",
                "name_en": f"Passport {place}: issue",
                "kind": kind,
                "owner_vi": owner,
                "owner_en": owner and owner.replace("Bộ Y tế", "Ministry of Health"),
                "unit_code": None,
                "state": state,
                "planned_on": START + timedelta(chance.randrange(90)),
                "tested_on": tested,
                "connected_on": connected,
                "days_in_test": 3.0 if tested else None,
            }
        )
    frame = pd.DataFrame(rows)
    return frame.assign(**{column: pd.to_datetime(frame[column]) for column in frame if column.endswith("_on")})


@pytest.mark.parametrize("seed", range(4))
def test_the_curve_counts_what_had_happened_by_each_day(seed: int) -> None:
    frame, last = items(seed), START + timedelta(50)
    frame.loc[frame["connected_on"] > pd.Timestamp(last), "connected_on"] = pd.NaT
    for row in counts.curve(frame, last).itertuples():
        for stage in ("planned", "tested", "connected"):
            count = (frame[f"{stage}_on"] <= row.date).sum()
            known = stage == "planned" or row.date.date() <= last
            assert getattr(row, stage) == count if known else pd.isna(getattr(row, stage))


@pytest.mark.parametrize("seed", range(4))
def test_kinds_and_owners_count_every_item_once(seed: int) -> None:
    frame = items(seed)
    here = counts.progress(frame, KIND, whole=True)
    own = frame[frame["kind"] == "service"]
    assert (here.items, here.target) == (len(own), 20)
    assert here.connected == sum(row.connected_on is not pd.NaT for row in own.itertuples())
    assert counts.progress(frame, KIND, whole=False).target == len(own)
    found = counts.owners(frame)
    assert found["items"].sum() == len(frame)
    assert (found[list(counts.STATES)].sum(axis=1) == found["items"]).all()
    assert found["overdue"].is_monotonic_decreasing


def test_an_item_is_found_without_diacritics_by_name_or_owner() -> None:
    frame = items(1)
    assert len(counts.selection(frame, "HO CHIEU 7", "")) == 1
    for typed in ("bo y te", "ministry health"):
        assert set(counts.selection(frame, typed, "")["owner_vi"]) == {"Bộ Y tế"}
    assert set(counts.selection(frame, "", "overdue")["state"]) == {"overdue"}
    assert set(counts.selection(frame, "", "link")["kind"]) == {"link"}
    assert counts.selection(frame, "không có", "").empty
