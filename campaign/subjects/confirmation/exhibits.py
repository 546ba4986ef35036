"""What is said of confirmation beside figures; nothing at all of a campaign that asks for none."""

from datetime import datetime

import pandas as pd

from campaign import words
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.desk import Staff
from campaign.serving.selection import Selection
from campaign.subjects.confirmation import blocks, sentences

COLUMNS = ["confirmed_until", "done_at", "subject", "note"]


def asked_for() -> bool:
    """Whether the campaign has its units confirm their figures."""
    return catalogue.campaign().intake.confirm


@cached
def states(selection: Selection) -> pd.DataFrame:
    """The answer to the question confirmations; no row where none is asked for."""
    if asked_for():
        return queries.table("confirmations", selection)
    return pd.DataFrame(columns=list(queries.question("confirmations").columns))


@cached
def brief(selection: Selection) -> str:
    """How many units have confirmed, or whether the one that is looked at has; "" where nothing is asked for."""
    return sentences.brief(states(selection), selection.unit == catalogue.campaign().root)


@cached
def missing(selection: Selection) -> pd.DataFrame:
    """The units that have not confirmed what is shown."""
    found = states(selection)
    return found[found["confirmation"] != "confirmed"]


@cached
def marks(selection: Selection) -> dict[str, str]:
    """What is said of each unit that has not confirmed what is shown, by its code."""
    told = missing(selection)
    return {
        code: words.t(f"columns.confirmation_{state}")
        for code, state in zip(told["unit_code"], told["confirmation"], strict=True)
    }


@cached
def sentence(selection: Selection) -> str:
    """Who has not confirmed what is shown, by name; "" where nothing is asked for."""
    return sentences.told(states(selection), selection.as_of, selection.unit == catalogue.campaign().root)


@cached
def note(selection: Selection) -> str:
    """The same for below figures, as HTML."""
    return blocks.note(sentence(selection))


@cached
def finding(selection: Selection) -> tuple[str, str]:
    """Whether the unit has confirmed the figures of the day, or how many units have; beneath it what there is to do."""
    unit = catalogue.campaign().unit[selection.unit]
    if unit.parent_code is None:
        return sentences.counted(states(selection), selection.as_of), words.t("confirmation.choose")
    row = queries.one("confirmations", selection)
    return sentences.finding(row, unit, selection.as_of), sentences.since(row)


@cached
def figures(selection: Selection) -> pd.DataFrame:
    """The answer to the question confirmed_figures."""
    return queries.table("confirmed_figures", selection)


@cached
def table(selection: Selection) -> str:
    """The same as HTML."""
    return blocks.figures(figures(selection), catalogue.campaign())


def confirm(staff: Staff, selection: Selection, note: str) -> str:
    """Confirm the figures that are shown: what came of it, in a sentence. DeskError."""
    seen = figures(selection)
    totals = {measure: int(total) for measure, total in zip(seen["measure"], seen["total"], strict=True)}
    staff.give("confirm", unit=selection.unit, day=selection.as_of.isoformat(), totals=totals, note=note)
    unit = catalogue.campaign().unit[selection.unit].name
    return words.t("confirmation.done", unit=unit, day=formats.day(selection.as_of))


def history(staff: Staff, unit: str) -> pd.DataFrame:
    """What was confirmed for a unit, the latest first. DeskError."""
    said = staff.ask("confirmed", unit=unit)["confirmations"]
    local = catalogue.campaign().local
    rows = [
        {
            "confirmed_until": pd.Timestamp(one["day"]),
            "done_at": f"{local(datetime.fromisoformat(one['at'])):%Y-%m-%d %H:%M:%S}",
            "subject": one["who"] or formats.MISSING,
            "note": one["note"],
        }
        for one in said
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
