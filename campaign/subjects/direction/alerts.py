"""What has turned since an earlier day: plans missed and met again, silence, broken figures, other targets.

The rules, each one function over the frames that the pages show, as they are and as they were:
behind     on plan or ahead of it before, behind now, as campaign.language.schedule says
caught_up  the reverse, or the target was reached from behind
stopped    silent for longer than the campaign allows, and was not before
broke      a later stage exceeds the one before it and did not, a running total fell and had not, or a sample of
           what was called clean failed and had not
retarget   the target in force is another one
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from campaign import words
from campaign.language import formats
from campaign.language.schedule import days, state, states
from campaign.subjects.cleansing import verdicts

NAMED = 3


@dataclass(frozen=True)
class Situation:
    """The frames of one day: of the queries units_at_level, not_reporting, stage_excess and falls, and the claims as
    campaign.subjects.cleansing.verdicts judges them; None where the campaign verifies none."""

    units: pd.DataFrame
    silent: pd.DataFrame
    order: pd.DataFrame
    falls: pd.DataFrame
    claims: pd.DataFrame | None


@dataclass(frozen=True)
class Alert:
    """What turned: `units` are rows of the frame it was found in, worst first, with `told`, the same in words."""

    kind: str
    units: pd.DataFrame

    @property
    def title(self) -> str:
        """`Mới chậm kế hoạch`."""
        return words.t(f"direction.alert_{self.kind}")

    @property
    def sentence(self) -> str:
        """How many and who, with their numbers."""
        name = f"name_{words.language()}"
        named = "; ".join(f"{unit[name]} ({unit['told']})" for unit in self.units.head(NAMED).to_dict("records"))
        more = len(self.units) - NAMED
        named = words.t("direction.and_more", names=named, more=formats.number(more)) if more > 0 else named
        return words.t("direction.alert", title=self.title, units=formats.number(len(self.units)), named=named)


def digest(now: Situation, before: Situation) -> list[Alert]:
    """Every alert there is, in a fixed order; a rule that finds nothing gives none."""
    found = [
        *_plan(now.units, before.units),
        _stopped(now.silent, before.silent),
        *_broke(now, before),
        _retarget(now.units, before.units),
    ]
    return [alert for alert in found if len(alert.units)]


def _plan(now: pd.DataFrame, before: pd.DataFrame) -> Iterator[Alert]:
    both = _beside(now, before, "days_ahead")
    here, there = states(both["days_ahead"]), states(both["days_ahead_before"])
    met = ("ahead", "on_plan")
    for kind, turned, first in (
        ("behind", (here == "behind") & there.isin(met), True),
        ("caught_up", here.isin(met) & (there == "behind"), False),
    ):
        units = both[turned].sort_values("days_ahead", ascending=first, kind="stable")
        yield _alert(
            kind,
            units,
            lambda unit: words.t(
                "direction.turned", before=gap(unit["days_ahead_before"]), now=gap(unit["days_ahead"])
            ),
        )


def _stopped(now: pd.DataFrame, before: pd.DataFrame) -> Alert:
    silent, known = now[now["silent"]], before[before["silent"]]
    parent = f"parent_{words.language()}"
    return _alert(
        "stopped",
        silent[~silent["unit_code"].isin(known["unit_code"])],
        lambda unit: words.t("direction.told_until", parent=unit[parent], day=formats.day(unit["told_until"])),
    )


def _broke(now: Situation, before: Situation) -> Iterator[Alert]:
    spoken = words.language()
    yield _alert(
        "order",
        _new(now.order, before.order, ["unit_code", f"measure_{spoken}"]),
        lambda unit: words.t(
            "direction.exceeds",
            later=unit[f"measure_{spoken}"],
            earlier=unit[f"stage_before_{spoken}"],
            excess=formats.number(unit["excess_now"]),
        ),
    )
    yield _alert(
        "fell",
        _new(now.falls, before.falls, ["unit_code", f"measure_{spoken}", "date"]),
        lambda unit: words.t(
            "direction.fell",
            measure=unit[f"measure_{spoken}"],
            fall=formats.number(unit["fall"]),
            day=formats.day(unit["date"]),
        ),
    )
    if now.claims is not None and before.claims is not None:
        failed, known = (verdicts.failed(claims) for claims in (now.claims, before.claims))
        yield _alert(
            "sample",
            _new(failed, known, ["unit_code"]),
            lambda unit: words.t(
                "direction.sample",
                parent=unit[f"parent_{spoken}"],
                wrong=formats.number(unit["defects_found"]),
                drawn=formats.number(unit["sample_size"]),
                limit=formats.number(unit["accept_number"]),
            ),
        )


def _retarget(now: pd.DataFrame, before: pd.DataFrame) -> Alert:
    both = _beside(now, before, "target")
    moved = both[both["target"].fillna(0) != both["target_before"].fillna(0)]
    moved = moved.assign(change=(moved["target"] - moved["target_before"]).abs())
    return _alert(
        "retarget",
        moved.sort_values("change", ascending=False, kind="stable"),
        lambda unit: words.t(
            "direction.retargeted", before=formats.number(unit["target_before"]), now=formats.number(unit["target"])
        ),
    )


def gap(days_ahead: float | None) -> str:
    """`chậm 3 ngày`, where a title or heading has said that it is against the plan; an en dash when there is none."""
    found = state(days_ahead)
    return formats.MISSING if found is None else words.t(f"direction.{found}", days=days(days_ahead))


def _beside(now: pd.DataFrame, before: pd.DataFrame, column: str) -> pd.DataFrame:
    """Units of the day with `column` as it was, named `column`_before."""
    return now.merge(before[["unit_code", column]], on="unit_code", how="left", suffixes=("", "_before"))


def _new(now: pd.DataFrame, before: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    known = set(before[keys].itertuples(index=False, name=None))
    return now[[row not in known for row in now[keys].itertuples(index=False, name=None)]]


def _alert(kind: str, units: pd.DataFrame, told: Callable[[dict[Hashable, Any]], str]) -> Alert:
    return Alert(kind, units.assign(told=[told(unit) for unit in units.to_dict("records")]))
