"""The campaign as data: what is counted, in which units, against which targets and days."""

from campaign.definition.errors import DefinitionError
from campaign.definition.load import load, read, signature
from campaign.definition.model import Definition
from campaign.definition.parts import (
    Cleansing,
    Connection,
    Direction,
    Event,
    Intake,
    Items,
    Level,
    Measure,
    Milestone,
    Named,
    Office,
    Records,
    Resource,
    Successor,
    Supply,
    Target,
    Text,
    Unit,
)

__all__ = [
    "Cleansing",
    "Connection",
    "Definition",
    "DefinitionError",
    "Direction",
    "Event",
    "Intake",
    "Items",
    "Level",
    "Measure",
    "Milestone",
    "Named",
    "Office",
    "Records",
    "Resource",
    "Successor",
    "Supply",
    "Target",
    "Text",
    "Unit",
    "load",
    "read",
    "signature",
]
