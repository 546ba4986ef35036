"""Drawings the size of a word or a stamp: SVG pictures inside the page, for lists where a figure would be too much."""

from urllib.parse import quote

from campaign import theme
from campaign.figures.html import tag

SPARK = (88, 22)
STAMP = (120, 54)


def spark(values: tuple[int, ...], alt: str) -> str:
    """The values as bars from zero, the last one in the accent; heights are relative to the highest."""
    width, height = SPARK
    step, top = width // max(len(values), 1), max([*values, 1])
    heights = [max(value, 0) / top * height for value in values]
    bars = [f"M{place * step} {height}v-{tall:.1f}h{step - 2}v{tall:.1f}z" for place, tall in enumerate(heights)]
    earlier, last = "".join(bars[:-1]), "".join(bars[-1:])
    content = f'<path d="{earlier}" fill="{theme.FAINT}"/><path d="{last}" fill="{theme.ACCENT}"/>'
    return _picture(SPARK, content, alt, "spark")


def stamp(lines: list[tuple[list[tuple[float, float]], str, float]], bottom: float, alt: str) -> str:
    """Lines of points (x from 0 to 1, y from `bottom` to 1) with colour and width, over a line at y = 0."""
    width, height = STAMP

    def level(y: float) -> str:
        return f"{2 + (1 - y) / (1 - bottom) * (height - 4):.1f}"

    fixed = 'fill="none" vector-effect="non-scaling-stroke"'
    paths = "".join(
        f'<path d="M{"L".join(f"{x * width:.0f} {level(y)}" for x, y in points)}" '
        f'stroke="{colour}" stroke-width="{stroke}" {fixed}/>'
        for points, colour, stroke in lines
        if points
    )
    ground = f'<path d="M0 {level(0)}H{width}" stroke="{theme.INK}" stroke-width=".7" {fixed}/>'
    return _picture(STAMP, ground + paths, alt, "stamp")


def _picture(size: tuple[int, int], content: str, alt: str, css: str) -> str:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}" preserveAspectRatio="none">'
        f"{content}</svg>"
    )
    return tag("img", css=css, alt=alt, src="data:image/svg+xml," + quote(svg, safe="/:= ,.-"))
