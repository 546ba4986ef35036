"""What events of a campaign cost, through the front door: held to the files and to the ordinary forecast."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from campaign import words
from campaign.forecast import served_effects
from campaign.forecast.effect import FELL
from campaign.forecast.engine import Engine
from campaign.forecast.event_effect import WIDER, Measured
from campaign.forecast.snapshot import served_panel
from campaign.report.sections.assessment import assessment
from campaign.serving import queries, store
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.events import charts, exhibits, table
from campaign.subjects.pace import exhibits as pace
from tests import small

FIRST, LAST, DAY = date(2021, 1, 5), date(2021, 4, 10), timedelta(days=1)
USUAL = {"a1": 60, "a2": 25, "b1": 35}
LOCKED = date(2021, 2, 15), date(2021, 2, 21)  # all of A
HOLIDAY = date(2021, 3, 22)
HOLES = date(2021, 3, 1), date(2021, 3, 2)  # of b1
EVENTS = """first_on,last_on,unit_code,kind,label_vi,label_en
2021-01-08,2021-01-09,R,milestone,Khai trương,Opening
2021-01-20,2021-01-22,B,shortage,Thiếu mực,Ink is short
2021-01-22,2021-01-24,B,milestone,Có mực,Ink is there
2021-01-25,2021-04-30,R,campaign,Chiến dịch,Campaign
2021-02-15,2021-02-21,A,lockdown,Giãn cách A,Lockdown of A
2021-02-25,2021-02-26,a1,lockdown,Giãn cách a1,Lockdown of a1
2021-03-01,2021-03-02,B,milestone,Kiểm kê,Stock-taking
2021-03-22,2021-03-22,R,holiday,Ngày lễ,Holiday
2021-04-08,2021-05-20,R,capacity,Thêm máy,More machines
2021-04-10,2021-04-10,A,milestone,Tổng kết,Conference
"""
ROWS = ("opening", "short", "there", "campaign", "lockdown", "district", "holes", "holiday", "new", "late")
BY_LABEL = {name: row for row, name in enumerate(ROWS)}


def items(unit: str, day: date) -> int | None:
    """What a district counts on a day: a weekday's rhythm, a noise, a tenth on the holiday, three tenths locked."""
    if unit == "b1" and day in HOLES:
        return None
    random = np.random.default_rng([day.toordinal(), len(unit) + ord(unit[0]) + ord(unit[1])])
    usual = USUAL[unit] * (0.5 if day.isoweekday() == 7 else 1) * random.normal(1, 0.08)
    locked = unit in ("a1", "a2") and LOCKED[0] <= day <= LOCKED[1]
    return round(usual * (0.1 if day == HOLIDAY else 0.3 if locked else 1))


def days() -> list[date]:
    return [FIRST + step * DAY for step in range((LAST - FIRST).days + 1)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = small.folder(
        tmp_path_factory.mktemp("effects") / "home",
        toml=small.TOML.replace("target = 6000", "target = 20000").replace("2021-03-02", "2021-06-30"),
        targets=small.TARGETS.replace("00,2021-03-02", "000,2021-06-30"),
    )
    (made / "events.csv").write_text(EVENTS, encoding="utf-8")
    told = [
        f"{day},{unit},received,{count},{day}\n"
        for day in days()
        for unit in USUAL
        # What A counted on the last day is not in yet.
        if (count := items(unit, day)) is not None and not (unit == "a1" and day == LAST)
    ]
    (outcome,) = small.deliver(made, "counts.csv", "date,unit_code,measure,count,reported_on\n" + "".join(told))
    assert outcome.state == "accepted", outcome
    return made


@pytest.fixture(autouse=True)
def _served(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    words.use("en")


def selection(unit: str = "R", scope: Scope = EVERYTHING, as_of: date = LAST) -> Selection:
    return Selection(scope, unit, as_of, "received")


def found(name: str, unit: str = "R") -> Measured:
    return served_effects.of(selection(unit))[BY_LABEL[name]]


def plainly(unit: str, before: date, *, worked: date | None = None) -> tuple[float, float, float]:
    """The band of the first week ahead, by the ordinary forecast of that day and one course after another."""
    known = served_panel(store.version(), "R", before)
    if worked:
        known = replace(known, holidays=tuple(day for day in known.holidays if day != np.datetime64(worked)))
    engine = replace(Engine(), weeks=Engine().horizon(known))
    known = known.only(known.units, ("received", "printed"))
    total = engine.totals(known, engine.fit(known))[0]
    rows = range(len(known.units)) if unit == "R" else [known.units.index(unit)]
    gains = sorted(sum(float(total[1, row, path] - total[0, row, path]) for row in rows) for path in range(2000))
    low, middle, high = (gains[int(1999 * part)] for part in (0.1, 0.5, 0.9))
    return middle * (low / middle) ** WIDER, middle, middle * (high / middle) ** WIDER


def test_what_a_lockdown_cost_is_what_was_counted_less_what_was_likely_on_the_day_before() -> None:
    one = found("lockdown")
    effect = one.effect.days
    locked = [LOCKED[0] + step * DAY for step in range(7)]
    assert effect.came == sum(items(unit, day) for day in locked for unit in ("a1", "a2"))
    low, middle, high = plainly("A", LOCKED[0] - DAY)
    assert (effect.low, effect.median, effect.high) == pytest.approx((low, middle, high), rel=0.01)
    assert effect.verdict == FELL
    true = effect.came - effect.came / 0.3
    assert effect.least <= true <= effect.most
    assert one.effect.back_on == LOCKED[1] + 7 * DAY
    after = [LOCKED[1] + step * DAY for step in range(1, 8)]
    assert one.effect.after.came == sum(items(unit, day) for day in after for unit in ("a1", "a2"))


def test_a_holiday_that_the_forecast_reckons_with_is_held_against_working_days() -> None:
    one = found("holiday")
    assert one.holiday
    assert one.effect.days.came == sum(items(unit, HOLIDAY) for unit in USUAL)
    week = [items(unit, HOLIDAY - step * DAY) for step in (7, 14, 21) for unit in USUAL if step != 21 or unit != "b1"]
    assert one.effect.days.median == pytest.approx(sum(week) / 3, rel=0.15), "three Mondays before"
    assert one.effect.days.verdict == FELL
    assert "against working days" in exhibits.said(selection())[BY_LABEL["holiday"]]


def test_in_a_district_it_is_held_against_the_courses_that_are_parts_of_those_of_the_unit_above() -> None:
    listed = queries.table("events", selection("a1"))
    one = served_effects.of(selection("a1"))[list(listed["label_en"]).index("Holiday")]
    assert one.unit_code == "a1"
    assert one.effect.days.came == items("a1", HOLIDAY)
    before, stages = HOLIDAY - DAY, ("received", "printed")
    totals = {}
    for above in ("R", "A"):
        known = served_panel(store.version(), above, before)
        known = replace(known, holidays=tuple(day for day in known.holidays if day != np.datetime64(HOLIDAY)))
        if above == "R":
            engine = replace(Engine(), weeks=Engine().horizon(known))
        known = known.only(known.units, stages)
        made = engine.totals(known, engine.fit(known))[0]
        totals |= {unit: made[1, row] - made[0, row] for row, unit in enumerate(known.units)}
    week = [
        float(totals["a1"][path]) / float(totals["a1"][path] + totals["a2"][path]) * float(totals["A"][path])
        for path in range(2000)
    ]
    mondays = [items("a1", HOLIDAY - 7 * step * DAY) for step in range(1, 9)]
    weeks = [sum(items("a1", HOLIDAY - (7 * step - day) * DAY) for day in range(7)) for step in range(1, 9)]
    part = float(np.median([day / whole for day, whole in zip(mondays, weeks, strict=True)]))
    assert one.effect.days.median == pytest.approx(float(np.median(week)) * part, rel=0.05)


def test_an_event_of_a_unit_above_is_measured_in_the_unit_looked_at() -> None:
    listed = queries.table("events", selection("B"))
    holiday = list(listed["label_en"]).index("Holiday")
    one = served_effects.of(selection("B"))[holiday]
    assert one.unit_code == "B"
    assert one.effect.days.came == items("b1", HOLIDAY)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("opening", "short_history"),
        ("short", "overlap"),
        ("there", "overlap"),
        ("campaign", "overlap"),
        ("holes", "missing"),
        ("new", "early"),
        ("late", "late"),
    ],
)
def test_what_cannot_be_measured_says_why(name: str, reason: str) -> None:
    one = found(name)
    assert (one.effect, one.reason) == (None, reason)
    said = exhibits.said(selection())[BY_LABEL[name]]
    assert said.startswith("Not measured: ")
    assert (one.other is not None) == (reason == "overlap")
    if name == "there":
        assert "“Ink is short”" in said


def test_further_down_than_is_forecast_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served_effects, "has_forecast", lambda unit: unit != "a1")
    assert served_effects.one.__wrapped__(selection(), BY_LABEL["district"]).reason == "deep"
    assert found("district").effect is not None


def test_each_is_listed_drawn_and_summed_up_by_kind() -> None:
    shown = exhibits.effects(selection())
    rows = shown.table
    assert list(rows["label_en"]) == list(queries.table("events", selection())["label_en"])
    by_kind = table.by_kind(rows).set_index("kind")
    shares = {kind: part["effect_share"].dropna() for kind, part in rows.groupby("kind")}
    assert dict(by_kind["events"]) == {kind: len(part) for kind, part in shares.items() if len(part)}
    for kind, row in by_kind.iterrows():
        ordered = sorted(shares[kind])
        assert row["effect_share"] == pytest.approx((ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2)
    assert shown.title == "2 of 3 measured events can be told apart from chance"
    assert "Lockdown −" in shown.sentence
    assert "of 10 on record" in shown.sentence
    came = shown.table["event_came"].dropna().astype(int)
    hovers = [one.hovertext[0] for one in shown.whole.data if one.hovertext]
    assert [f": {count:,} applications<br>" in hover for count, hover in zip(came, hovers, strict=True)] == [True] * 3
    listed = pace.events(selection(), True)
    assert all(said.split(":")[0].split(" (")[0][:20] in listed for said in exhibits.said(selection()).values())
    assert "class='effect'" not in pace.events(selection(), False).replace('"', "'")


@pytest.mark.parametrize("unit", ["R", "B"])
def test_the_figure_draws_the_band_of_the_table_whole_however_few_events_and_wide_bands(unit: str) -> None:
    """Of B only the holiday is measured."""
    shown = exhibits.effects(selection(unit))
    measured = shown.table.dropna(subset="effect_share")
    assert len(measured) == (1 if unit == "B" else 3)
    check(shown.whole, measured)
    wide = measured.assign(share_low=-4.4, share_high=3.1)
    far = charts.effects(wide, "items")
    check(far, wide)
    assert far.layout.xaxis.range == (-4.5, 4.5)


def check(figure: go.Figure, measured: pd.DataFrame) -> None:
    bands, points = figure.data[::2], figure.data[1::2]
    assert len(bands) == len(points) == len(measured)
    low, high = figure.layout.xaxis.range
    for band, point, row in zip(bands, points, measured.to_dict("records"), strict=True):
        assert tuple(band.x) == (row["share_low"], row["share_high"])
        assert tuple(point.x) == (row["effect_share"],)
        assert low <= row["share_low"] < row["share_high"] <= high
        assert row["share_low"] <= row["effect_share"] <= row["share_high"]


def test_a_report_says_what_an_event_of_its_week_cost() -> None:
    told = " ".join(assessment(selection(as_of=LOCKED[1] + 3 * DAY).of(None)).paragraphs)
    assert "Effect on applications received, against courses without them: Lockdown of A: cost " in told
    assert "Effect on" not in " ".join(assessment(selection(as_of=LAST).of(None)).paragraphs)


def test_a_reader_of_one_province_learns_nothing_of_another() -> None:
    only = Scope(("B", "b1"), "B")
    rows = exhibits.table(selection("B", only))
    assert len(rows) == 3
    assert set(rows["name_en"]) == {"Province B"}
    assert queries.table("told_share", selection("A", only)).empty


@pytest.mark.parametrize("unit", ["R", "A", "B"])
def test_the_part_told_is_that_of_the_units_that_have_begun(unit: str) -> None:
    below = [one for one in USUAL if unit == "R" or unit.lower() == one[0]]
    shares = queries.table("told_share", selection(unit)).set_index("date")["reported"]
    told = {
        day: sum(items(one, day) is not None and not (one == "a1" and day == LAST) for one in below) for day in days()
    }
    plain = {pd.Timestamp(day): count / len(below) for day, count in told.items() if count}
    assert shares.to_dict() == pytest.approx(plain)
