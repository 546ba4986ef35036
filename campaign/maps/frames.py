"""Where the frames of the archipelagos stand on a map: in it, beside it, or in the small map of the whole below it."""

from dataclasses import dataclass

from campaign.maps.islands import Box, Group
from campaign.maps.layers import Layer

# Parts of the figure's width: a unit's mainland, and beside it the archipelago that is one of its units.
MAINLAND, BESIDE = (0, 0.74), (0.76, 0.99)
# Pixels a side of the square that is an island: large enough for a sign in the frame of the unit's own.
SMALL, PLAIN, LARGE = 5, 7, 12


@dataclass(frozen=True)
class Frame:
    """A group's frame: the subplot it is in, that one's place if it has it to itself, the size of its islands (px)."""

    group: Group
    geo: str
    place: Box | None = None
    island: int = PLAIN


def of(layer: Layer, strip: float) -> list[Frame]:
    """All frames of a map; `strip` is the share of the figure's height below a part, where the whole stands."""
    if layer.around is None:
        return [
            Frame(group, f"geo{number}" if group.inset else "geo", group.inset)
            for number, group in enumerate(layer.groups, 2)
        ]
    small = [Frame(group, "geo2", island=SMALL) for group in layer.around.groups]
    own = [group for group in layer.groups if group.unit_in(layer.points)]
    step = (1 - strip) / max(len(own), 1)
    places = [(*BESIDE, strip + step * number, strip + step * (number + 1)) for number in range(len(own))]
    large = [
        Frame(group, f"geo{number}", place, LARGE)
        for number, (group, place) in enumerate(zip(own, places, strict=True), 3)
    ]
    return small + large
