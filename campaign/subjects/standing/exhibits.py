"""The parts of the overview that are text: its answer, the board of stages, who is most behind and most ahead."""

from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.standing import blocks, board, sentences


@cached
def finding(selection: Selection) -> str:
    """Whether we will make it, in a sentence."""
    return sentences.finding(queries.table("overview", selection.of(None)), catalogue.campaign())


@cached
def stages(selection: Selection) -> str:
    """The stages of every project, as HTML."""
    return board.board(queries.table("overview", selection.of(None)), catalogue.campaign())


@cached
def extremes(selection: Selection) -> str:
    """The units below that are most behind and most ahead, as HTML."""
    return blocks.extremes(queries.table("units_below", selection))
