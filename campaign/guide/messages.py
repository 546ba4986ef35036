"""Every message about a file or a line of it, with what to do: from the words that the intake itself says."""

import re
from collections.abc import Iterable
from functools import cache

from campaign import settings, words
from campaign.guide.markdown import cell, heading, table
from campaign.ingest.gate import RULES

RAISED = re.compile(r"\b(Refused|Held|OwnForm|Outside)Error\(\s*\"(\w+)\"")
WARNINGS = ("Warning: ", "Cảnh báo: ")
PLACE = re.compile(r"\{(\w+)(?::[^{}]*(?:\{[^{}]*\})?[^{}]*)?\}")


def messages() -> str:
    """What is refused, what is held and why, what is worth a remark, and every rule of a line."""
    said = raised()
    groups = {
        "refused": [key for key, kind in said.items() if kind in ("Refused", "Outside")],
        "unread": [key for key, kind in said.items() if kind in ("Held", "OwnForm")],
        "warned": [key for key in words.catalogue() if key.startswith("ingest.") and _warns(key)],
    }
    parts = [words.t("guide.messages_lead")]
    for group, keys in groups.items():
        parts += [heading(2, words.t(f"guide.{group}"), group), words.t(f"guide.{group}_lead")]
        parts.append("\n".join(f"- {_sentence(key if '.' in key else f'ingest.{key}')}" for key in keys))
    parts += [heading(2, words.t("guide.gate"), "gate"), words.t("guide.gate_lead")]
    parts.append(_with_mend((rule, f"gate.{rule}") for rule in RULES))
    parts += [heading(2, words.t("guide.lines"), "lines"), words.t("guide.lines_lead")]
    parts.append(_with_mend((rule, f"rules.{rule}") for rule in rules()))
    return "\n\n".join(parts)


def rules() -> list[str]:
    """Every rule that a line may break, in the order of its words."""
    return [key.partition(".")[2] for key in words.catalogue() if key.startswith("rules.")]


@cache
def raised() -> dict[str, str]:
    """The messages for which a whole file is not taken, and by which error: as the intake's own code raises them."""
    found: dict[str, str] = {}
    for file in sorted((settings.HERE / "ingest").rglob("*.py")):
        found |= {key: kind for kind, key in RAISED.findall(file.read_text(encoding="utf-8"))}
    return {key: kind for key, kind in found.items() if f"ingest.{key}" in words.catalogue()}


def _with_mend(rows: Iterable[tuple[str, str]]) -> str:
    listed = [(_sentence(key), cell(words.t(f"mends.{rule}"))) for rule, key in rows]
    return table((words.t("guide.message"), words.t("guide.to_do")), listed)


def _warns(key: str) -> bool:
    return words.said(key, words.language()).startswith(WARNINGS)


def _sentence(key: str) -> str:
    """The message as it is written, with an ellipsis for what it names."""
    return cell(PLACE.sub(_blank, words.said(key, words.language())))


def _blank(found: "re.Match[str]") -> str:
    """What a number counts stays, in the plural; what is named becomes an ellipsis."""
    _, _, counted = found[0].strip("{}").partition(":")
    return counted.partition("|")[2] or "…"
