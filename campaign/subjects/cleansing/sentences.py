"""Cleansing in sentences: what is claimed, what samples say of it, what is still open, who has no number."""

from typing import Any

import pandas as pd

from campaign import words
from campaign.definition import Cleansing, Definition
from campaign.language import formats
from campaign.language.schedule import gap, gap_when_reached
from campaign.subjects.cleansing.backlog import Queue
from campaign.subjects.cleansing.verdicts import Verified


def missing(campaign: Definition) -> str:
    """What a campaign without a plan of verification lacks, and what it has instead."""
    stages = ", ".join(str(measure.label) for measure in campaign.measures)
    return words.t("cleansing.not_declared", stages=stages)


def finding(row: dict[str, Any], said: str, campaign: Definition) -> str:
    """The page's answer: the claim from a row of the query overview, and what samples say of it."""
    label = campaign.measure[row["measure"]].label
    if not row["target"]:
        return words.t("cleansing.no_target", measure=label)
    state = (
        gap(row["days_ahead"])
        if formats.missing(row["reached_on"])
        else words.t("sentences.reached", days=gap_when_reached(row["days_ahead"]))
    )
    return words.t(
        "cleansing.finding",
        measure=label,
        percent=formats.percent(row["completion"]),
        target=formats.number(row["target"]),
        gap=state,
        verified=said,
    )


def verified(units: pd.DataFrame, whole: Verified, plan: Cleansing) -> str:
    """What samples say, as the second half of a sentence: of one unit its own sample, of many what they add up to."""
    if formats.missing(whole.share):
        return words.t("cleansing.unsampled")
    if len(units) == 1:
        row = units.iloc[0]
        verdict = row["verdict"]
        return words.t(
            f"cleansing.one_{verdict}",
            wrong=formats.number(row["defects_found"]),
            drawn=formats.number(row["sample_size"]),
            limit=formats.number(row["accept_number"]),
        )
    supported = words.t("cleansing.supported", supported=formats.percent(whole.supported))
    return (
        words.t(
            "cleansing.many",
            supported=supported,
            high=formats.percent(plan.claimed_high, 0),
            overclaimed=formats.number(whole.overclaimed),
            sampled=formats.number(whole.sampled),
        )
        if whole.units
        else supported
    )


def behind(queue: Queue | None, numbers: dict[str, Any] | None) -> str:
    """The quieter sentence: open defects with their end at today's pace, numbers assigned with their parts."""
    parts = [open_defects(queue)]
    if numbers and numbers["target"]:
        parts.append(
            words.t(
                "cleansing.numbers_done",
                parts=formats.parts(numbers["total"], numbers["target"]),
                percent=formats.percent(numbers["completion"]),
            )
        )
    return " ".join(parts)


def open_defects(queue: Queue | None) -> str:
    """How many defects are open and when there will be none, or that nobody has reported on them."""
    if queue is None:
        return words.t("cleansing.queue_none")
    return words.t("cleansing.queue", open=formats.number(queue.open), day=formats.day(queue.told_on), end=end(queue))


def end(queue: Queue) -> str:
    """When the queue will be empty at the pace of the last weeks."""
    if not queue.open:
        return words.t("cleansing.end_now")
    if queue.change is None:
        return words.t("cleansing.end_unknown")
    if queue.empty_in is None:
        return words.t("cleansing.end_never")
    return words.t("cleansing.end", days=formats.days(queue.empty_in))


def line(row: dict[str, Any], units: pd.DataFrame, whole: Verified, queue: Queue | None, plan: Cleansing) -> str:
    """The overview's one line."""
    claimed, target = formats.percent(row["completion"]), formats.number(row["target"])
    parts = [words.t("cleansing.line_claim", percent=claimed, target=target)]
    if len(units) == 1:
        parts.append(verified(units, whole, plan))
    elif not formats.missing(whole.share):
        parts.append(words.t("cleansing.supported", supported=formats.percent(whole.supported)))
        parts.append(words.t("cleansing.line_many", overclaimed=formats.number(whole.overclaimed)))
    if queue:
        parts.append(words.t("cleansing.line_queue", open=formats.compact(queue.open), end=end(queue)))
    return "; ".join(parts)


def samples(whole: Verified) -> str:
    """What the samples of many units add up to, with its interval."""
    if formats.missing(whole.share):
        return words.t("cleansing.samples_none")
    decided = (
        words.t(
            "cleansing.decided",
            sampled=formats.number(whole.sampled),
            units=formats.number(whole.units),
            passed=formats.number(whole.passed),
        )
        if whole.units
        else ""
    )
    shares = words.t(
        "cleansing.samples",
        share=formats.percent(whole.share, 2),
        low=formats.percent(whole.low, 2),
        high=formats.percent(whole.high, 2),
        claimed=formats.percent(whole.claimed),
        supported=formats.percent(whole.supported),
    )
    return f"{decided} {shares}".strip()


def overclaimed(units: int, judged: int) -> str:
    """How many claims of those `judged` are high and not borne out, as a title."""
    if not judged:
        return words.t("cleansing.nothing_listed")
    return words.t("cleansing.overclaimed" if units else "cleansing.overclaimed_none", units=formats.number(units))


def surest(found: pd.DataFrame) -> str:
    """The unit whose claim is most surely wrong, from campaign.subjects.cleansing.verdicts.listed."""
    if found.empty:
        return words.t("cleansing.overclaimed_nobody")
    row = found.iloc[0]
    return words.t(
        "cleansing.surest",
        unit=row[f"name_{words.language()}"],
        claimed=formats.percent(row["completion"]),
        wrong=formats.number(row["defects_found"]),
        drawn=formats.number(row["sample_size"]),
        low=formats.percent(row["error_low"]),
        high=formats.percent(row["error_high"]),
    )


def curve(plan: Cleansing, limit: int, passes: float) -> str:
    """The plan in words: how many are drawn, how many may be wrong, how often a bad unit passes."""
    return words.t(
        "cleansing.curve",
        drawn=formats.number(plan.sample_size),
        limit=formats.number(limit),
        bad=formats.percent(plan.intolerable, 0),
        passes=formats.chance(passes),
        risk=formats.percent(plan.risk, 0),
    )


def flows(queue: Queue) -> str:
    """What came and went over the window, or the net change where the reports do not say more."""
    if queue.change is None:
        return words.t("cleansing.flows_first")
    if queue.came is None:
        return words.t(
            "cleansing.flows_net", change=formats.number(queue.change, sign=True), days=formats.days(queue.days)
        )
    return words.t(
        "cleansing.flows",
        came=formats.number(queue.came),
        went=formats.number(queue.went),
        days=formats.days(queue.days),
        change=formats.number(queue.change, sign=True),
    )


def age(queue: Queue) -> str:
    """How long defects wait, or that the reports do not tell."""
    if queue.wait is None:
        return words.t("cleansing.age_unknown")
    return words.t("cleansing.age", days=formats.days(queue.wait), since=formats.day(queue.waiting_since))


def concentrated(frame: pd.DataFrame, makers: int, key: str) -> str:
    """How few make up half of all: `key` says of what."""
    if frame.empty:
        return words.t("cleansing.nothing_listed")
    if not makers:
        return words.t("cleansing.pareto_none")
    return words.t(
        f"cleansing.pareto_{key}",
        makers=formats.number(makers),
        all=formats.number(len(frame)),
        share=formats.percent(frame["cumulative_share"].iloc[makers - 1], 0),
    )


def bulk(days: pd.DataFrame) -> str:
    """The days of work in bulk, and what they brought together."""
    if days.empty:
        return words.t("cleansing.bulk_none")
    named = ", ".join(formats.day(day) for day in days.nlargest(3, "count")["date"].sort_values())
    return words.t(
        "cleansing.bulk", days=formats.days(len(days)), named=named, count=formats.number(days["count"].sum())
    )


def remaining(units: pd.DataFrame) -> str:
    """Who has no number yet: those already cleansed, and those not. Units with `remaining` and `waiting`."""
    if units.empty:
        return ""
    left, waiting = units["remaining"].sum(), units["waiting"].sum()
    return words.t(
        "cleansing.remaining",
        left=formats.number(left),
        waiting=formats.number(waiting),
        dirty=formats.number(left - waiting),
    )
