"""The colours of the maps as they are seen: in grey print, and by those who do not tell red, green or blue."""

from itertools import pairwise, product

import numpy as np
import pytest

from campaign import theme
from campaign.maps.views import CHANCE, GAP, PACE, ZERO, View

# Linear RGB as it is seen without one kind of cone: Machado, Oliveira, Fernandes (2009), "A Physiologically-based Model
# for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), table 1, severity 1.0.
EYES = {
    "ordinary": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
GREY = np.array([0.2126, 0.7152, 0.0722])  # WCAG 2.2: what is left of linear RGB in grey print
OUTWARDS = {"behind": theme.LATE, "ahead": theme.EARLY, "completion": theme.SEQUENTIAL}


def luminance(colour: str, eye: str) -> float:
    """Relative luminance, 0 to 1, of a hex colour as that eye sees it."""
    encoded = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    return float(GREY @ np.clip(EYES[eye] @ linear, 0, 1))


def contrast(light: str, dark: str, eye: str) -> float:
    """WCAG's contrast, 1 to 21; below 1 where `light` is the darker one."""
    return (luminance(light, eye) + 0.05) / (luminance(dark, eye) + 0.05)


@pytest.mark.parametrize("eye", EYES)
def test_no_colour_of_one_side_is_taken_for_one_of_the_other(eye: str) -> None:
    pairs = product(theme.EARLY, theme.LATE)
    assert min(contrast(ahead, behind, eye) for ahead, behind in pairs) >= 1.5


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("side", OUTWARDS)
def test_a_side_darkens_away_from_zero(side: str, eye: str) -> None:
    steps = [contrast(light, dark, eye) for light, dark in pairwise((theme.PAPER, *OUTWARDS[side]))]
    assert min(steps[1:]) >= 1.2, steps
    assert steps[0] >= 1.15, "the class nearest to zero is not paper"


def test_an_outline_is_seen_between_two_areas_of_any_class() -> None:
    grey = [luminance(colour, "ordinary") for colour in (theme.PAPER, *theme.EARLY, *theme.LATE)]
    outline = luminance(theme.OUTLINE, "ordinary")
    assert min((max(area, outline) + 0.05) / (min(area, outline) + 0.05) for area in grey) >= 1.3


def test_the_luminance_of_the_theme_is_that_of_grey_print() -> None:
    for colour in (*theme.LATE, *theme.EARLY):
        assert theme.luminance(colour) == pytest.approx(luminance(colour, "ordinary"))


@pytest.mark.parametrize("view", [GAP, PACE, CHANCE], ids=lambda view: view.id)
def test_what_is_good_has_a_colour_of_the_good_side(view: View) -> None:
    middle = {"gap": 0, "pace": 1.0, "chance": 0.5}[view.id]
    below = view.colours[: view.breaks.index(middle) + 1]
    above = view.colours[view.breaks.index(middle) + 1 :]
    behind, ahead = (below, above) if view.worst == "low" else (above[::-1], below[::-1])
    assert behind == theme.LATE[: len(behind)][::-1]
    assert ahead == theme.EARLY[: len(ahead)]


def test_on_plan_is_of_neither_side() -> None:
    assert {GAP.palette[GAP.classify(days, "")] for days in (-1.0, 0.0, 1.0)} == {GAP.palette[ZERO]}
    assert GAP.palette[ZERO] not in (*theme.LATE, *theme.EARLY)


def test_units_far_behind_are_told_apart() -> None:
    """On 1 June half of the demonstration's districts are 60 days behind in printing, on 1 August 85."""
    assert len({GAP.classify(days, "") for days in (-31, -61, -91)}) == 3
