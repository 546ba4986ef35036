"""Small charts in SVG, for lists where a figure would be too much: bars as wide as a word, lines as wide as a stamp."""

from dataclasses import dataclass
from urllib.parse import quote

from campaign import theme
from campaign.figures.html import tag

# Width and height in CSS pixels.
BARS = (88, 22)
LINES = (120, 54)


def bars(values: tuple[int, ...], alt: str) -> str:
    """The values as bars from zero, the last one in the accent; heights are relative to the highest."""
    width, height = BARS
    step, top = width // max(len(values), 1), max([*values, 1])
    heights = [max(value, 0) / top * height for value in values]
    drawn = [f"M{column * step} {height}v-{tall:.1f}h{step - 2}v{tall:.1f}z" for column, tall in enumerate(heights)]
    earlier, last = "".join(drawn[:-1]), "".join(drawn[-1:])
    content = f'<path d="{earlier}" fill="{theme.FAINT}"/><path d="{last}" fill="{theme.ACCENT}"/>'
    return _picture(BARS, content, alt, "spark")


@dataclass(frozen=True)
class Line:
    """Points with x from 0 to 1 and y up to 1, the colour and the width in pixels."""

    points: list[tuple[float, float]]
    colour: str
    width: float


def lines(drawn: list[Line], bottom: float, alt: str) -> str:
    """Lines between y = `bottom` and 1, over a thin line at y = 0."""
    width, height = LINES

    def level(y: float) -> str:
        return f"{2 + (1 - y) / (1 - bottom) * (height - 4):.1f}"

    fixed = 'fill="none" vector-effect="non-scaling-stroke"'
    paths = "".join(
        f'<path d="M{"L".join(f"{x * width:.0f} {level(y)}" for x, y in line.points)}" '
        f'stroke="{line.colour}" stroke-width="{line.width}" {fixed}/>'
        for line in drawn
        if line.points
    )
    ground = f'<path d="M0 {level(0)}H{width}" stroke="{theme.INK}" stroke-width=".7" {fixed}/>'
    return _picture(LINES, ground + paths, alt, "stamp")


def _picture(size: tuple[int, int], content: str, alt: str, css: str) -> str:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}" preserveAspectRatio="none">'
        f"{content}</svg>"
    )
    return tag("img", css=css, alt=alt, src="data:image/svg+xml," + quote(svg, safe="/:= ,.-"))
