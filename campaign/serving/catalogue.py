"""The campaign whose snapshot is served: its definition, read once per snapshot."""

from functools import lru_cache
from pathlib import Path

from campaign import definition, settings
from campaign.definition import Definition
from campaign.serving import store


def campaign() -> Definition:
    """Definition of the campaign that is followed. NothingPublishedError, DefinitionError."""
    return _load(store.version(), settings.home())


@lru_cache(maxsize=4)
def _load(_snapshot: str, home: Path) -> Definition:
    return definition.load(home)
