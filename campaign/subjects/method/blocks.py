"""Definitions to read: every measure of the campaign, every figure of the pages, how the forecast is made."""

from collections.abc import Iterable

from campaign import words
from campaign.definition import Definition
from campaign.figures.html import tag, text
from campaign.language import columns, formats

FIGURES = (
    "total",
    "target",
    "completion",
    "remaining",
    "full_until",
    "planned",
    "earned_on",
    "days_ahead",
    "earned_days",
    "spi_t",
    "rate_7d",
    "best_rate_7d",
    "required_rate",
    "required_to_best",
    "projected_on",
    "reached_on",
    "waiting",
    "backlog_days",
    "slowest",
    "p_by_deadline",
    "median_completion",
    "expected_shortfall",
    "expected_lack",
    "expected_surplus",
    "guard",
)
STEPS = 6


def figures() -> str:
    """Every figure with its label, its column and what it means."""
    rows = ((columns.label(column), column, columns.meaning(column)) for column in FIGURES)
    return _listed(words.t("method.figures"), rows)


def measures(campaign: Definition) -> str:
    """Every measure with its id, project, target and first day."""
    rows = []
    for measure in campaign.measures:
        said = words.t(
            "method.measure_line",
            project=campaign.project[measure.project].label,
            target=formats.number(measure.target),
            unit=measure.unit,
            start=formats.day(measure.start),
        )
        if measure.baseline:
            said += words.t("method.measure_baseline", baseline=formats.number(measure.baseline))
        rows.append((str(measure.label), measure.id, said))
    return _listed(words.t("method.measures"), rows)


def steps(paths: int) -> str:
    """How the forecast is made, in a few sentences."""
    said = (words.t(f"method.how_{step}", paths=formats.number(paths)) for step in range(1, STEPS + 1))
    return tag("h4", text(words.t("method.how"))) + tag("ol", "".join(tag("li", text(line)) for line in said), "steps")


def _listed(title: str, rows: Iterable[tuple[str, str, str]]) -> str:
    lines = (tag("dt", text(label) + tag("small", text(name))) + tag("dd", text(said)) for label, name, said in rows)
    return tag("h4", text(title)) + tag("dl", "".join(lines), "definitions")
