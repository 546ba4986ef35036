"""The campaign as data: what is counted, in which units, against which targets and days."""

from campaign.definition.errors import DefinitionError
from campaign.definition.load import load
from campaign.definition.model import (
    Cleansing,
    Connection,
    Definition,
    Event,
    Level,
    Measure,
    Milestone,
    Named,
    Target,
    Text,
    Unit,
)

__all__ = ["Cleansing", "Connection", "Definition", "DefinitionError", "Event", "Level", "Measure", "Milestone",
           "Named", "Target", "Text", "Unit", "load"]
