"""The report on one page for a phone: the answer, every measure, what to decide, what has turned."""

from campaign import words
from campaign.language import columns, formats
from campaign.report import Report, typeset
from campaign.report.pdf import about, codes
from campaign.subjects.direction import alerts


def write(report: Report) -> bytes:
    """The brief as PDF."""
    found = {section.key: section for section in report.sections}
    stages = next(table for table in found["situation"].tables if table.key == "stages").frame
    data = about(report) | {
        "unit": str(report.unit.name),
        "finding": f"{report.finding}.",
        "words": {
            "brief": words.t("report.brief"),
            "stages_table": words.t("report.stages_table"),
            "title": words.t("direction.title"),
            "none": words.t("direction.none"),
        },
        "head": [columns.label(column) for column in ("measure", "completion")] + [words.t("report.against_plan")],
        "rows": [
            [
                row[f"measure_{words.language()}"],
                formats.parts(row["total"], row["target"]),
                formats.percent(row["completion"]),
                alerts.gap(row["days_ahead"]),
            ]
            for row in stages.to_dict("records")
        ],
        "points": [list(point) for point in found["decisions"].points],
        "changes": {"title": found["changes"].title, "paragraphs": list(found["changes"].paragraphs)},
    }
    return typeset.pdf("brief.typ", data, codes(report))
