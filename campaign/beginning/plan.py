"""What is said of a campaign before it begins: languages, days, levels, chains of stages with their targets.

Texts are said in the campaign's languages, in their order, with ` / ` between them: `Région / Region`.
"""

import re
from dataclasses import dataclass
from datetime import date

from campaign import words
from campaign.definition.columns import normalised

LANGUAGES = re.compile(r"[a-z]{2,3}(,[a-z]{2,3})*")
NUMBER = re.compile(r"\d[\d_.,\u00a0 ]*")


class BeginningError(ValueError):
    """One sentence: what of the plan cannot be read, and how to write it."""


@dataclass(frozen=True)
class Level:
    """A level of units: how many there are in each unit above; the root's is one."""

    id: str
    label: dict[str, str]
    units: int = 1


@dataclass(frozen=True)
class Stage:
    """What is counted, its target, and what one counts."""

    id: str
    label: dict[str, str]
    target: int
    unit: dict[str, str]


@dataclass(frozen=True)
class Chain:
    """Stages that follow one another."""

    id: str
    label: dict[str, str]
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class Plan:
    """All that a folder is written from. `weekly`: units tell a running total once a week, not a count each day."""

    id: str
    languages: tuple[str, ...]
    name: dict[str, str]
    time_zone: str
    start: date
    deadline: date
    levels: tuple[Level, ...]
    chains: tuple[Chain, ...]
    weekly: bool


def languages(said: str) -> tuple[str, ...]:
    """`fr,en`. BeginningError for what are no codes of languages."""
    if not LANGUAGES.fullmatch(said := said.replace(" ", "")):
        raise BeginningError(words.t("beginning.no_languages", said=said))
    return tuple(dict.fromkeys(said.split(",")))


def text(said: str, spoken: tuple[str, ...]) -> dict[str, str]:
    """`Région / Region`, a text for each language. BeginningError where one lacks."""
    parts = [part.strip() for part in said.split(" / ")]
    if len(parts) != len(spoken) or not all(parts):
        raise BeginningError(words.t("beginning.no_text", said=said, languages=" / ".join(spoken)))
    return dict(zip(spoken, parts, strict=True))


def levels(said: tuple[str, ...], spoken: tuple[str, ...]) -> tuple[Level, ...]:
    """`Pays / Country`, then `Région / Region: 5`: five of them in each unit above."""
    found: list[Level] = []
    for place, one in enumerate(said):
        label, _, count = one.partition(":")
        named = text(label, spoken)
        units = _number(count) if place else 1
        if not units:
            raise BeginningError(words.t("beginning.no_level", said=one))
        found.append(Level(_id(named, [level.id for level in found]), named, units))
    if len(found) < 2:
        raise BeginningError(words.t("beginning.few_levels"))
    return tuple(found)


def chains(said: tuple[str, ...], spoken: tuple[str, ...]) -> tuple[Chain, ...]:
    """`Pompes / Pumps: Réparées / Repaired = 100000 pompes / pumps > Contrôlées / Checked = …`."""
    taken: list[str] = []
    found: list[Chain] = []
    for one in said:
        label, _, stages = one.partition(":")
        named = text(label, spoken)
        made = tuple(_stage(stage, spoken, taken) for stage in stages.split(">"))
        found.append(Chain(_id(named, [chain.id for chain in found]), named, made))
    if not found:
        raise BeginningError(words.t("beginning.no_chain"))
    return tuple(found)


def _stage(said: str, spoken: tuple[str, ...], taken: list[str]) -> Stage:
    label, _, goal = said.partition("=")
    number = NUMBER.match(goal.strip())
    target = _number(number[0]) if number else 0
    if not target or not number:
        raise BeginningError(words.t("beginning.no_stage", said=said.strip()))
    named = text(label, spoken)
    taken.append(_id(named, taken))
    return Stage(taken[-1], named, target, text(goal.strip()[number.end() :], spoken))


def _number(said: str) -> int:
    digits = re.sub(r"[\s_.,]", "", said)
    return int(digits) if digits.isdecimal() else 0


def _id(label: dict[str, str], taken: list[str]) -> str:
    """A name for files and columns, from the English text where there is one; one that no other has."""
    found = normalised(label.get("en") or next(iter(label.values()))) or "x"
    while found in taken:
        found += "_2"
    return found
