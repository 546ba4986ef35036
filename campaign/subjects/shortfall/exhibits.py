"""Where the items that will be missing are: the units one by one, and how few make up most of it."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from campaign import words
from campaign.figures import html
from campaign.figures.exhibit import Exhibit
from campaign.figures.native import NativeChart
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.forecast.past import told
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.shortfall import blocks, charts, sentences
from campaign.subjects.shortfall.balance import Balance, balance


@cached
def finding(selection: Selection) -> tuple[str, str]:
    """What the units will lack and where most of it is, and how that becomes what the unit above will lack."""
    campaign = catalogue.campaign()
    measure, row = campaign.measure[selection.measured], queries.row("overview", selection)
    ahead = served.forecast(selection).of(measure.id)
    outlook = forecast_sentences.outlook(row, ahead, measure, campaign.unit[selection.unit])
    return _said(selection), " ".join(filter(None, (_reconciled(selection), outlook)))


@cached
def sum_up(selection: Selection) -> str:
    """The same sum as a small table in HTML; nothing where not all of it is known."""
    found = _balance(selection)
    return blocks.balance(found, catalogue.campaign().unit[selection.unit]) if found else ""


@cached
def largest(selection: Selection) -> Exhibit:
    """The units that will be short of most."""
    said = f"{_said(selection)}. {_reconciled(selection)}".strip()
    return Exhibit(
        "shortfall",
        _drawn(selection, partial(charts.largest, as_of=selection.as_of)),
        words.t(sentences.tensed("largest", selection.as_of, _deadline(selection))),
        _note(selection),
        said,
        _table(selection),
        NativeChart("bar", "name", ("lacked" if past(selection) else "expected_lack",)),
    )


@cached
def cumulative(selection: Selection) -> Exhibit:
    """How the shortfall adds up, unit by unit."""
    return Exhibit(
        "adding",
        _drawn(selection, partial(charts.cumulative, as_of=selection.as_of, deadline=_deadline(selection))),
        words.t(sentences.tensed("adding", selection.as_of, _deadline(selection))),
        _note(selection),
        words.t(sentences.tensed("adding_sentence", selection.as_of, _deadline(selection))),
        _table(selection),
        NativeChart("line", "name", ("cumulative_share",)),
    )


def past(selection: Selection) -> bool:
    """Whether the day on which the items are missing has gone by."""
    return selection.as_of > _deadline(selection)


def _table(selection: Selection) -> pd.DataFrame:
    return told(served.below(selection), selection.as_of, _deadline(selection))


def _balance(selection: Selection) -> Balance | None:
    """None where not all is forecast of the unit and those below, or the reader may not see all of them."""
    campaign, ahead = catalogue.campaign(), served.forecast(selection).of(selection.measured)
    children = (unit for unit in campaign.units if unit.parent_code == selection.unit)
    below = [unit.code for unit in children if unit.there(selection.as_of)]
    if not ahead or not below or not all(map(selection.scope.sees, below)):
        return None
    found = served.below(selection)
    known = ahead["expected_shortfall"] is not None and found["expected_lack"].notna().all()
    return balance(found, ahead) if known else None


def _drawn(selection: Selection, draw: Callable[[pd.DataFrame, float], go.Figure]) -> go.Figure | str:
    """A chart of what units lack, or in its place that none does."""
    missing = served.below(selection).dropna(subset="expected_lack")
    if not (missing["expected_lack"] > 0).any():
        return html.note(_said(selection))
    return draw(missing, served.MOST)


def _said(selection: Selection) -> str:
    measure = catalogue.campaign().measure[selection.measured]
    return sentences.shortfall(served.below(selection), measure, served.MOST, selection.as_of, _deadline(selection))


def _reconciled(selection: Selection) -> str:
    campaign, found = catalogue.campaign(), _balance(selection)
    if not found:
        return ""
    unit, measure = campaign.unit[selection.unit], campaign.measure[selection.measured]
    return sentences.reconciled(found, measure, unit, selection.as_of, _deadline(selection))


def _note(selection: Selection) -> str:
    campaign = catalogue.campaign()
    unit, measure = campaign.unit[selection.unit], campaign.measure[selection.measured]
    return sentences.note(measure, unit, selection.as_of, _deadline(selection))


def _deadline(selection: Selection) -> date:
    """The day on which the items will be missing: that of the unit above, else of the campaign."""
    own: pd.Timestamp | None = queries.row("overview", selection)["deadline"]
    return own.date() if own else catalogue.campaign().deadline
