"""The parts of the overview that are text: its answer, the board of stages, who is most behind and most ahead."""

from datetime import date

from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Scope
from campaign.subjects.standing import blocks, board, sentences


@cached
def finding(scope: Scope, unit: str, as_of: date) -> str:
    """Whether we will make it, in a sentence."""
    return sentences.finding(
        queries.table("overview", scope, unit=unit, measure=None, as_of=as_of), catalogue.campaign()
    )


@cached
def stages(scope: Scope, unit: str, as_of: date) -> str:
    """The stages of every project, as HTML."""
    return board.board(queries.table("overview", scope, unit=unit, measure=None, as_of=as_of), catalogue.campaign())


@cached
def extremes(scope: Scope, unit: str, measure: str, as_of: date) -> str:
    """The units below that are most behind and most ahead, as HTML."""
    return blocks.extremes(queries.table("units_below", scope, unit=unit, measure=measure, as_of=as_of))
