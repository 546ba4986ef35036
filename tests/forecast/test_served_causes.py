"""Why the forecast moved, on the pages: kept or made the same, the whole of the difference, within the scope."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from campaign.forecast import cause_sentences, served, served_causes
from campaign.forecast.causes import CAUSES
from campaign.serving import catalogue, store
from campaign.serving.selection import EVERYTHING, Scope, Selection

WEEK = timedelta(days=7)
PROVINCE = "01"


@pytest.fixture(autouse=True)
def _followed(demo_home: Path) -> None:
    """The demonstration is the campaign that is followed."""


def at_the_cut_off(unit: str, measure: str) -> Selection:
    return Selection(EVERYTHING, unit, store.cut_off(), measure)


def test_what_is_kept_is_what_a_page_would_make(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served_causes, "_both_stored", lambda selection: False)
    for unit in (catalogue.campaign().root, PROVINCE):
        selection = at_the_cut_off(unit, "delivered")
        made, kept = served_causes.found.__wrapped__(selection), served_causes.stored(selection)
        assert len(kept) == (6 if unit == PROVINCE else 0), "all of it is done, but not in every province"
        for column in ("cause", "position", "moved_days", "moved_items"):
            assert made[column].fillna(0).tolist() == kept[column].fillna(0).tolist()


def test_the_parts_are_all_of_what_the_two_forecasts_differ_by() -> None:
    found = 0
    for unit in (catalogue.campaign().root, PROVINCE, "79"):
        for measure in ("printed", "returned", "delivered"):
            now = at_the_cut_off(unit, measure)
            before, after = (served.forecast(one).of(measure) for one in (now.on(now.as_of - WEEK), now))
            causes = served_causes.found(now)
            if causes.empty:
                continue
            found += 1
            assert causes["cause"].tolist() == list(CAUSES)
            if causes["moved_days"].notna().all():
                days = (after["median_completion"] - before["median_completion"]).days
                assert causes["moved_days"].sum() == days
            if causes["moved_items"].notna().all():
                lacking = [round(ahead["expected_shortfall"]) for ahead in (before, after)]
                assert causes["moved_items"].sum() == lacking[1] - lacking[0]
    assert found > 4


def test_nobody_is_told_of_a_unit_that_they_may_not_see() -> None:
    for unit in (PROVINCE, "79"):
        assert len(served_causes.found(at_the_cut_off(unit, "delivered")))
        assert served_causes.found(Selection(Scope(("02",)), unit, store.cut_off(), "delivered")).empty


def test_a_unit_that_is_a_part_of_another_s_forecast_has_no_causes() -> None:
    assert served_causes.found(at_the_cut_off("001", "delivered")).empty


def test_a_sentence_says_parts_that_add_up() -> None:
    causes = served_causes.stored(at_the_cut_off(PROVINCE, "delivered"))
    parts = [
        int(part) for part in re.findall(r"([+-]\d+) ngày", cause_sentences.because(causes).replace("−", "-")) or []
    ]
    assert sum(parts) == causes["moved_days"].sum() != 0
    assert cause_sentences.because(causes.head(0)) == ""
