"""A report as text on the screen, to read before it is taken away and to copy from."""

from collections.abc import Iterable

from campaign.figures.html import tag, text


def page(sections: Iterable[tuple[str, Iterable[str], Iterable[tuple[str, str]], str]]) -> str:
    """Sections: a heading, what is said, points with their reasons, and what the files hold besides."""
    return tag("div", "".join(_section(*section) for section in sections), css="document")


def _section(title: str, paragraphs: Iterable[str], points: Iterable[tuple[str, str]], besides: str) -> str:
    said = "".join(tag("p", text(paragraph)) for paragraph in paragraphs)
    listed = "".join(tag("li", tag("b", text(what)) + tag("small", text(why))) for what, why in points)
    return (
        tag("h3", text(title))
        + said
        + (tag("ol", listed, css="decide") if listed else "")
        + (tag("p", tag("small", text(besides))) if besides else "")
    )
