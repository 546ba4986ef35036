"""A person points at the header of a file that nobody knew, at what its columns mean, and at names of units."""

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from campaign import words
from campaign.language import formats
from campaign.serving import catalogue
from campaign.subjects.intake import blocks
from campaign.subjects.intake import exhibits as intake
from campaign.subjects.intake.shapes import Head, Seen
from campaign.ui import access, choices, office

AUTOMATIC, NOTHING = "", "-"
HEADER_ROWS = ("1", "2", "3")
DAYS = ("name", "title")  # where a day stands that no column has
UNITS = 6  # names of units that are asked for at once
ABREAST = 3  # fields beside one another


@dataclass(frozen=True)
class Field:
    """A setting of a layout (`key`), what may be chosen and what is `now`."""

    key: str
    label: str
    offered: dict[str, str]
    now: str

    def choose(self, upload: str) -> str:
        """A list to choose from."""
        return choices.listed(self.label, self.offered, self.now, f"point_{self.key}_{upload}")


def wanted(upload: str) -> dict[str, str]:
    """What somebody has pointed at in a file that they sent: settings of a layout, none at first."""
    found: dict[str, str] = st.session_state.get(f"wanted_{upload}", {})
    return found


def point(upload: str, seen: Seen) -> None:
    """The way to say how a file is read that nobody has explained, for those who answer for all."""
    staff = access.staff()
    if staff.unit is not None or seen.known or not (seen.unread or seen.proposal):
        return
    with st.expander(words.t("intake.point"), expanded=bool(wanted(upload)) or not seen.proposal):
        with office.desk("intake.looking"):
            head = intake.head(staff, upload)
        if head.rows:
            st.caption(words.t("intake.point_note"))
            _header(upload, head)
            if seen.proposal:
                _columns(upload, seen, head)
        else:
            st.caption(words.t("intake.point_no_rows"))


def _header(upload: str, head: Head) -> None:
    """On which row the header stands, how deep it is, and what kind of figures stand below it."""
    kinds = {kind: blocks.kind(kind) for kind in head.kinds}
    offered = {"header": head.rows, "header_rows": {one: one for one in HEADER_ROWS}, "kind": kinds}
    before = {key: value for key, value in wanted(upload).items() if key in offered}
    automatic = {AUTOMATIC: words.t("intake.point_automatic")}
    fields = [
        Field(key, words.t(f"intake.point_{key}"), automatic | names, before.get(key, AUTOMATIC))
        for key, names in offered.items()
    ]
    said = {field.key: chosen for field in fields if (chosen := field.choose(upload)) != AUTOMATIC}
    if said != before:
        _want(upload, said)  # another header has other columns


def _columns(upload: str, seen: Seen, head: Head) -> None:
    """What each column means, what stands in none, and which unit is meant by a name that nobody knows."""
    fields = [*_fields(seen, head)]
    opened = hash(tuple((field.key, field.now) for field in fields))
    with st.form(f"columns_{upload}_{opened}", border=False):
        given = {}
        for start in range(0, len(fields), ABREAST):
            for place, field in zip(st.columns(ABREAST), fields[start : start + ABREAST], strict=False):
                with place:
                    given[field.key] = field.choose(f"{upload}_{opened}")
        typed = st.text_input(words.t("intake.point_no_rows_hint"), key=f"no_rows_{upload}", max_chars=200)
        pressed = st.form_submit_button(words.t("intake.point_try"))
    if pressed and seen.proposal:
        changed = {field.key: given[field.key] for field in fields if given[field.key] != field.now}
        if typed.strip():
            changed["no_rows"] = ",".join([*seen.proposal["no_rows"], typed])
        _want(upload, wanted(upload) | changed)


def _fields(seen: Seen, head: Head) -> Iterator[Field]:
    """Of each column of the proposal its meaning; where and of what the figures are that no column tells; the units."""
    proposal, campaign = seen.proposal or {}, catalogue.campaign()
    means = head.kinds[proposal["kind"]]
    for name, meant in proposal["columns"].items():
        yield Field(f"columns.{name}", blocks.title(proposal, name), means, meant)
    none = {NOTHING: formats.MISSING}
    fixed = {
        "date": {one: words.t(f"intake.point_day_{one}") for one in DAYS},
        "measure": {id: str(one.label) for id, one in campaign.measure.items()},
    }
    for column, offered in fixed.items():
        if "measure" in means:
            label = words.t(f"intake.point_{column}")
            yield Field(f"fixed.{column}", label, none | offered, proposal["fixed"].get(column, NOTHING))
    units = {code: ", ".join(str(unit.name) for unit in campaign.named(code)) for code in campaign.unit}
    for name in [*proposal["units"], *proposal["unmatched"]][:UNITS]:
        label = words.t("intake.point_unit", name=name)
        yield Field(f"units.{name}", label, none | units, proposal["units"].get(name, NOTHING))


def _want(upload: str, settings: dict[str, str]) -> None:
    """Remember what was pointed at, and look at the file anew."""
    st.session_state[f"wanted_{upload}"] = settings
    st.rerun()
