"""Whom to praise and whom to urge."""

import pandas as pd

from campaign import words
from campaign.language import formats
from campaign.report import Section, Table
from campaign.report.sections.sentences import sentences
from campaign.serving import catalogue
from campaign.serving.selection import Selection
from campaign.subjects.direction import alerts
from campaign.subjects.direction import exhibits as direction


def letters(selection: Selection) -> Section | None:
    """The first of each in a sentence, all in a table; None where nothing is below."""
    campaign, measure, days = catalogue.campaign(), direction.machines(), direction.days_early()
    if campaign.level_below(campaign.unit[selection.unit]) is None:
        return None
    chosen = selection.of(measure.id)
    praised, urged = direction.praise(chosen), direction.urge(chosen)
    praise = words.t("direction.praise_list", units=len(praised), days=days)
    urge = words.t("direction.urge_list", units=len(urged))
    return Section(
        "letters",
        words.t("report.letters", measure=measure.label),
        sentences(
            _listed(praise, praised) if len(praised) else words.t("direction.praise_none", days=days),
            _listed(urge, urged) if len(urged) else words.t("direction.urge_none"),
        ),
        tables=tuple(
            Table(key, title, units.drop(columns="unit_code"))
            for key, title, units in (("praise", praise, praised), ("urge", urge, urged))
            if len(units)
        ),
    )


def _listed(title: str, units: pd.DataFrame) -> str:
    """The title of a list and its first units with their days."""
    named = "; ".join(
        f"{unit[f'name_{words.language()}']} ({alerts.gap(unit['days_ahead'])})"
        for unit in units.head(alerts.NAMED).to_dict("records")
    )
    more = len(units) - alerts.NAMED
    named = words.t("direction.and_more", names=named, more=formats.number(more)) if more > 0 else named
    return f"{title} – {named}"
