"""Will a project make its date? Its chance, its day, what will be missing, and how that was a week ago."""

import pandas as pd

from campaign import words
from campaign.definition import Definition, Unit
from campaign.figures.table import Row, rows
from campaign.forecast import sentences as forecast_sentences
from campaign.language import formats
from campaign.language.schedule import gap
from campaign.subjects.standing import sentences

CHANCE = 0.01  # change of a chance, of a share: smaller ones are what simulation cannot tell from none


def answer(chain: pd.DataFrame, ahead: Row, campaign: Definition) -> str:
    """Whether a project makes its date, of the stage that will be done last.

    `chain` has the project's rows of the query overview, `ahead` is the forecast of the stage expected last, {}
    without one.
    """
    project = campaign.project[chain["project"].iloc[0]].label
    aimed = _aimed(chain)
    if not aimed:
        return words.t("headline.no_target", project=project)
    if done(chain):
        last = max(aimed, key=lambda row: row["reached_on"])
        return words.t(
            "headline.reached" if len(aimed) > 1 else "headline.reached_one",
            project=project,
            measure=campaign.measure[last["measure"]].label,
            day=formats.day(last["reached_on"]),
            deadline=formats.day(last["deadline"]),
        )
    if not ahead:
        return words.t("headline.unknown", project=project)
    now = next(row for row in aimed if row["measure"] == ahead["measure"])
    key = "past" if _past(ahead) else "withheld" if forecast_sentences.withheld(ahead) else "answer"
    return words.t(
        f"headline.{key}",
        project=project,
        items=campaign.measure[ahead["measure"]].unit,
        deadline=formats.day(ahead["deadline"]),
        days=formats.days((ahead["as_of"] - ahead["deadline"]).days),
        chance=formats.chance(ahead["p_by_deadline"]),
        missing=formats.number(now["remaining"]),
    )


def outlook(ahead: Row, campaign: Definition) -> str:
    """When the stage expected last will be done and what will be missing, no full stop; "" without a forecast."""
    if not ahead:
        return ""
    measure = campaign.measure[ahead["measure"]]
    said = {"measure": measure.label, "day": forecast_sentences.completion_with_range(ahead, measure)}
    if _past(ahead) or forecast_sentences.withheld(ahead):
        return words.t("headline.outlook_past", **said)
    return words.t("headline.outlook", missing=forecast_sentences.lacking(ahead, measure), **said)


def _past(ahead: Row) -> bool:
    return bool(ahead["as_of"] > ahead["deadline"])


def done(chain: pd.DataFrame) -> bool:
    """Whether every stage of a project that has a target has reached it."""
    return not any(formats.missing(row["reached_on"]) for row in _aimed(chain))


def _aimed(chain: pd.DataFrame) -> list[Row]:
    return [row for row in rows(chain) if row["target"] > 0]


def change(now: Row, before: Row, campaign: Definition) -> str:
    """How the forecast of one stage differs from the one made a week before; "" without either, or under guard."""
    if not now or not before or forecast_sentences.withheld(now) or forecast_sentences.withheld(before):
        return ""
    told = moved(now, before, campaign)
    return words.t("headline.change" if told else "headline.no_change", day=formats.day(before["as_of"]), change=told)


def moved(now: Row, before: Row, campaign: Definition) -> str:
    """What of a forecast is of note beside the one made before it; "" of one that hardly changed, or without either.

    A deadline that is past has no chance any more, and what was missing then is no forecast.
    """
    if not now or not before:
        return ""
    if forecast_sentences.withheld(now) or forecast_sentences.withheld(before):
        return ""
    if _past(now):
        return _day(now, before)
    told = [_chance(now, before), _day(now, before), _missing(now, before, campaign)]
    return "; ".join(filter(None, told))


def _chance(now: Row, before: Row) -> str:
    if abs(now["p_by_deadline"] - before["p_by_deadline"]) < CHANCE or now["deadline"] != before["deadline"]:
        return ""
    from_, to = (formats.chance(ahead["p_by_deadline"]) for ahead in (before, now))
    return words.t("headline.chance", before=from_, now=to)


def _day(now: Row, before: Row) -> str:
    known = [ahead["median_completion"] is not None for ahead in (before, now)]
    if all(known):
        later = (now["median_completion"] - before["median_completion"]).days
        key = "later" if later > 0 else "earlier"
        return words.t(f"headline.{key}", days=formats.days(later)) if later else ""
    from_, to = (forecast_sentences.finish(ahead) for ahead in (before, now))
    return words.t("headline.finish", before=from_, now=to) if any(known) and from_ and to else ""


def _missing(now: Row, before: Row, campaign: Definition) -> str:
    more = round(now["expected_shortfall"]) - round(before["expected_shortfall"])
    key = "more" if more > 0 else "fewer"
    items = campaign.measure[now["measure"]].unit
    return words.t(f"headline.{key}", more=formats.number(abs(more)), items=items) if more else ""


def position(chain: pd.DataFrame, unit: Unit, campaign: Definition) -> str:
    """Where the first stage of a project stands, and which of its stages is the slowest."""
    first = rows(chain)[0]
    said = sentences.done(first, campaign.measure[first["measure"]], unit)
    if first["target"] > 0:
        said = f"{said}, {gap(first['days_ahead'])}"
    return f"{said}. {slowest(chain, campaign)}".strip()


def slowest(chain: pd.DataFrame, campaign: Definition) -> str:
    """The stage of a chain that is most days behind its plan; "" of a single stage or where none is behind."""
    slow = chain[chain["slowest"]]
    if slow.empty or len(chain) == 1:
        return ""
    row = rows(slow)[0]
    label = campaign.measure[row["measure"]].label
    return words.t("headline.slowest", measure=label, gap=gap(row["days_ahead"]))
