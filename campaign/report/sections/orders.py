"""The orders that stand, and how far the figures say they have come."""

from campaign import words
from campaign.report import Section, Table
from campaign.report.sections.sentences import sentences
from campaign.serving.selection import Selection
from campaign.subjects.orders import exhibits

COLUMNS = ("name_*", "instruction", "due_on", "goal", "total", "order_state", "order_effect")
POINTS = 10  # in the text; the table has all


def orders(selection: Selection) -> Section | None:
    """None where nothing was ordered."""
    listed = exhibits.table(selection)
    if listed.empty:
        return None
    table = Table("orders", words.t("orders.menu"), listed[words.in_each(*COLUMNS)], list=True)
    points = tuple(exhibits.told(selection)[:POINTS])
    return Section(
        "orders", words.t("orders.report"), sentences(exhibits.finding(selection)[0]), points=points, tables=(table,)
    )
