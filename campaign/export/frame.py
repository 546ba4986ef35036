"""What stands around a figure in a picture: its finding, what it measures, how to read it, where it comes from."""

from functools import cache
from importlib.resources import files

from campaign import words
from campaign.export import qr_codes
from campaign.export.origin import Origin
from campaign.figures import badge
from campaign.figures.exhibit import Exhibit
from campaign.figures.html import tag, text


def frame(exhibit: Exhibit, origin: Origin, titled: bool = True) -> str:
    """HTML with an empty element for the figure, as campaign.render wants it; `titled` with its finding."""
    finding = tag("h1", text(exhibit.title)) if titled else tag("span")
    head = tag("header", finding + badge.simulated(origin.simulated) + tag("p", text(exhibit.note)))
    figure = tag("div", id="figure", role="img", aria_label=exhibit.sentence)
    events = tag("ul", "".join(tag("li", text(event)) for event in exhibit.events), "events") if exhibit.events else ""
    says = tag("p", text(exhibit.sentence), "reads") if exhibit.sentence else ""
    told = tag("div", says + tag("p", text(origin.line())))
    return tag("style", _css()) + tag("article", head + figure + events + tag("footer", told + _code(origin)), "leaf")


def _code(origin: Origin) -> str:
    """The code that opens the view, where others can reach it."""
    if not origin.address:
        return ""
    return tag("a", qr_codes.inline(origin.address), title=words.t("export.view"), href=origin.address)


@cache
def _css() -> str:
    return (files(__package__) / "frame.css").read_text(encoding="utf-8")
