"""What a unit and those below it have in store, for how long, and what is to come: asked, reckoned and drawn."""

import pandas as pd

from campaign import theme, words
from campaign.figures import days
from campaign.figures.exhibit import Exhibit, unit_subtitle
from campaign.figures.native import NativeChart
from campaign.figures.table import Row, rows
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.serving.untold import untold
from campaign.subjects.supplies import charts, sentences
from campaign.subjects.supplies import course as reckoning

AHEAD = pd.Timedelta(weeks=8)  # of a course at least, and up to the deadline
COLUMNS = ["supply", "date", "in_hand", "stock_left"]


def missing(selection: Selection) -> str:
    """What keeps the section empty and what would mend it; nothing where some store has told its stock."""
    key, known = untold(selection, catalogue.campaign().supplies, told)
    return words.t(f"supplies.{key}", **known) if key else ""


@cached
def told(selection: Selection) -> pd.DataFrame:
    """The query supplies."""
    return queries.table("supplies", selection.of(None))


@cached
def expected(selection: Selection) -> pd.DataFrame:
    """The query expected_supplies, without what has come."""
    found = queries.table("expected_supplies", selection.of(None))
    return found[found["arrival"] != "came"].reset_index(drop=True)


def late(selection: Selection) -> pd.DataFrame:
    """The same as a table."""
    return expected(selection).drop(columns="supply")


def kinds(selection: Selection) -> dict[str, str]:
    """The supplies told of, by id, with their names: what lasts least first."""
    found = told(selection).sort_values("stock_days", kind="stable")
    return {id: str(catalogue.campaign().supply[id].label) for id in found["supply"]}


@cached
def finding(selection: Selection) -> str:
    """When a stage stops for want of a supply, else how long what lasts least lasts."""
    first = rows(told(selection).sort_values("stock_days", kind="stable"))[0]
    return stops(selection) or sentences.lasting(first, catalogue.campaign(), selection.as_of)


@cached
def stops(selection: Selection) -> str:
    """When stages will stop for want of a supply, with chance and loss; "" where none will, and below the root."""
    campaign = catalogue.campaign()
    if selection.unit != campaign.root:
        return ""
    measures = dict.fromkeys(campaign.supply[id].measure for id in told(selection)["supply"])
    said = [
        forecast_sentences.stopping(served.forecast(selection.of(id)).stopping(id), campaign.measure[id], campaign)
        for id in measures
    ]
    return " ".join(filter(None, said))


def shown(selection: Selection) -> pd.DataFrame:
    """What the query supplies says, as a table."""
    return told(selection).drop(columns=["supply", "measure"])


@cached
def lasting(selection: Selection) -> Exhibit:
    """For how many days there is enough of each supply, and what is to come."""
    campaign, table = catalogue.campaign(), told(selection)
    said = [sentences.lasting(row, campaign, selection.as_of) for row in rows(table)]
    figure = charts.lasting(table, campaign.direction.backlog_days)
    native = NativeChart("bar", "supply", ("stock_days",))
    return Exhibit(
        "stock_days",
        figure,
        words.t("supplies.lasting"),
        unit_subtitle(selection),
        " ".join(said),
        shown(selection),
        native,
    )


@cached
def course(selection: Selection, supply: str) -> Exhibit:
    """What was in store of one supply, what is to come, and what will be left of it."""
    campaign, one = catalogue.campaign(), catalogue.campaign().supply[supply]
    row = next(row for row in rows(told(selection)) if row["supply"] == supply)
    history = queries.table("supply_history", selection.of(None))
    history = history[history["supply"] == supply].reset_index(drop=True)
    coming = _coming(selection, supply)
    ahead = _ahead(selection, row, coming)
    stop = next((one for one in _stopping(selection, one.measure) if one["supply"] == supply and one["stops_on"]), None)
    marked = [days.today(selection.as_of)]
    if stop:
        marked.append(days.Day(stop["stops_on"].date(), "supplies.ends", theme.BEHIND, "dash"))
    drawn = coming[coming["arrives_on"] <= ahead["date"].max()] if len(ahead) else coming.head(0)
    points = queries.table("supply_points", selection.of(None))
    points = points[points["supply"] == supply]
    table = pd.concat([history[["date", "in_hand"]], ahead], ignore_index=True).assign(supply=supply)[COLUMNS]
    whose = sentences.told(row, campaign.unit[selection.unit])
    said = f"{sentences.lasting(row, campaign, selection.as_of)} {whose}"
    return Exhibit(
        "stock",
        charts.course(history, ahead, drawn, points, marked),
        words.t("supplies.course", supply=one.label),
        unit_subtitle(selection),
        said,
        table,
        NativeChart("line", "date", ("in_hand", "stock_left")),
    )


def _coming(selection: Selection, supply: str) -> pd.DataFrame:
    """What can be counted on, as the forecast does: what is due, and what is past and not told of yet."""
    found = expected(selection)
    return found[(found["supply"] == supply) & found["arrival"].isin(["due", "untold"])].reset_index(drop=True)


def _ahead(selection: Selection, row: Row, coming: pd.DataFrame) -> pd.DataFrame:
    campaign, measured = catalogue.campaign(), selection.of(row["measure"])
    standing = queries.row("overview", measured)
    fan = served.forecast(measured).fan(row["measure"])
    ahead = reckoning.ahead(row["stock_left"], row["per_item"], standing["total"], fan, coming)
    last = max(pd.Timestamp(standing["deadline"] or campaign.deadline), pd.Timestamp(selection.as_of)) + AHEAD
    return ahead[ahead["date"] <= last].reset_index(drop=True)


def _stopping(selection: Selection, measure: str) -> list[Row]:
    return served.forecast(selection.of(measure)).stopping(measure) if stops(selection) else []
