"""The parts of the overview that are text: its answer, the board of stages, who is most behind and most ahead."""

from datetime import date

from campaign import catalogue, queries, sentences
from campaign.blocks import board, ranking
from campaign.kept import kept
from campaign.queries import Scope


@kept
def finding(scope: Scope, unit: str, as_of: date) -> str:
    """Whether we will make it, in a sentence."""
    return sentences.finding(
        queries.table("overview", scope, unit=unit, measure=None, as_of=as_of), catalogue.campaign()
    )


@kept
def stages(scope: Scope, unit: str, as_of: date) -> str:
    """The stages of every project, as HTML."""
    return board.board(queries.table("overview", scope, unit=unit, measure=None, as_of=as_of), catalogue.campaign())


@kept
def extremes(scope: Scope, unit: str, measure: str, as_of: date) -> str:
    """The units below that are most behind and most ahead, as HTML."""
    return ranking.extremes(queries.table("units_below", scope, unit=unit, measure=measure, as_of=as_of))
