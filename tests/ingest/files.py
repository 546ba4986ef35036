"""Small files made by chance, and what they say, reckoned without ingest."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.ingest.oracle import Said

DAYS = [date(2021, 1, 1) + timedelta(day) for day in range(5)]
UNITS = {"001": ("001", "01", "R"), "002": ("002", "01", "R"), "010": ("010", "02", "R")}
RECORDS = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on"
ITEMS = st.sampled_from(["0", "1", "2", "5", "9", "-5"])  # the last breaks a rule
PLACES = st.sampled_from([*UNITS, "999"])  # and so does this


@dataclass(frozen=True)
class File:
    """A file and, reckoned without ingest, what it says of each unit and how many lines of it are refused."""

    name: str
    text: str
    said: dict[str, Said]
    refused: int


@st.composite
def amounts(draw: st.DrawFn) -> File:
    """Counts or totals of some days."""
    form, reported_on = draw(st.sampled_from(["count", "total"])), draw(st.sampled_from(DAYS))
    lines = draw(st.lists(st.tuples(st.sampled_from(DAYS), PLACES, ITEMS), min_size=1, max_size=6))
    items, refused = {}, 0
    for day, unit, number in lines:
        known = items.setdefault(unit, {})
        if unit not in UNITS or number == "-5" or day > reported_on or day in known:
            refused += 1
        else:
            known[day] = int(number)
    body = "".join(f"{day},{unit},received,{number}\n" for day, unit, number in lines)
    said = {unit: Said(reported_on, form, known) for unit, known in items.items() if known}
    return File(f"{form}s_{reported_on}.csv", f"date,unit_code,measure,{form}\n{body}", said, refused)


@st.composite
def records(draw: st.DrawFn) -> File:
    """Records of a period, some ids twice, some days outside."""
    reported_on, first, last = draw(st.tuples(*[st.sampled_from(DAYS)] * 3))
    first, last = min(first, last), max(first, last)
    days = st.none() | st.sampled_from(DAYS)
    lines = draw(st.lists(st.tuples(st.sampled_from("ABCDE"), PLACES, days), min_size=1, max_size=6))
    items, seen, refused = {}, set(), 0
    for key, unit, day in lines:
        if unit not in UNITS or key in seen or (day and day > reported_on):
            refused += 1
        else:
            seen.add(key)
            items.setdefault(unit, Counter()).update([day] if day and first <= day <= last else [])
    body = "".join(f"{key},{unit},{day or ''},,,,\n" for key, unit, day in lines)
    said = {unit: Said(reported_on, "count", dict(known), (first, last)) for unit, known in items.items()}
    return File(f"issuance_{first}_{last}_{reported_on}.csv", f"{RECORDS}\n{body}", said, refused)


def told(form: str, reported_on: date, items: dict[date, int], twice: str = "") -> File:
    """Counts or totals of one unit, and a line that stands `twice`."""
    lines = [f"{day},001,received,{number}" for day, number in items.items()] + [twice] * bool(twice)
    text = "\n".join([f"date,unit_code,measure,{form}", *lines, ""])
    return File(f"{form}s_{reported_on}.csv", text, {"001": Said(reported_on, form, items)}, bool(twice))
