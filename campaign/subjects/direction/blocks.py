"""What a leader should decide and notice today."""

from datetime import date

from campaign import words
from campaign.figures.html import note, tag, text
from campaign.language import formats
from campaign.subjects.direction.evidence import Proposal


def decide(found: list[Proposal], giving: str = "") -> str:
    """The proposals in their order, each with its numbers and, for those who give orders, a link that makes one of it:
    `giving` is the address, up to its key."""
    listed = "".join(
        tag("li", tag("b", text(one.action)) + _give(one, giving) + tag("small", text(one.reason))) for one in found
    )
    body = tag("ol", listed, css="decide") if listed else note(words.t("direction.none"))
    return tag("h3", text(words.t("direction.title"))) + body


def _give(one: Proposal, giving: str) -> str:
    return " " + tag("a", text(words.t("direction.give")), "give", href=giving + one.key) if giving else ""


def first(found: list[Proposal]) -> str:
    """What the first three ask for, without their numbers: for a phone, where those stand far below."""
    listed = "".join(tag("li", text(one.action)) for one in found[:3])
    return tag("div", tag("h3", text(words.t("direction.title"))) + tag("ol", listed), css="first") if listed else ""


def digest(found: list[str], since: date) -> str:
    """What turned since a day, a line for each."""
    day = formats.day(since)
    listed = "".join(tag("li", text(sentence)) for sentence in found)
    body = tag("ul", listed, css="digest") if listed else note(words.t("direction.alerts_none", since=day))
    return tag("h3", text(words.t("direction.alerts", since=day))) + body
