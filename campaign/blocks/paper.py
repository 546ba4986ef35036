"""A report as text on the screen, to read before it is taken away and to copy from."""

from collections.abc import Iterable

from campaign.blocks import tag, text


def paper(sections: Iterable[tuple[str, Iterable[str], Iterable[tuple[str, str]]]]) -> str:
    """Sections: a heading, what is said, and points with their reasons."""
    return tag("div", "".join(_section(*section) for section in sections), css="paper")


def _section(title: str, paragraphs: Iterable[str], points: Iterable[tuple[str, str]]) -> str:
    said = "".join(tag("p", text(paragraph)) for paragraph in paragraphs)
    listed = "".join(tag("li", tag("b", text(what)) + tag("small", text(why))) for what, why in points)
    return tag("h3", text(title)) + said + (tag("ol", listed, css="decide") if listed else "")
