"""What staff take back on a page: one delivery, or the latest publications. What it would change is shown first."""

from campaign import words
from campaign.definition import Definition
from campaign.ingest import deliveries, going_back, history, look, publish, rebuild, speaks
from campaign.ingest.kinds import BESIDE
from campaign.serving import pointer
from campaign.serving.desk import DeskError, Order, Said

MOST = 500  # deliveries that are offered, the latest
TELLING = ("reports", "covers", *(table for table in BESIDE if table != speaks.UPTAKE))
# What belongs to no unit belongs to the root: a service of the ministry itself, and how far any is used.
SPEAKS = f"""
select delivery_id, list(distinct coalesce(unit_code, '')) as units
from (
    {" union all ".join(f"select delivery_id, unit_code from served.{table}" for table in TELLING)}
    union all select delivery_id, null as unit_code from served.{speaks.UPTAKE}
)
where delivery_id is not null
group by delivery_id
"""


def counting(definition: Definition, order: Order) -> Said:
    """The deliveries that count and speak of nothing but what whoever asks answers for, the latest first."""
    own = {row["delivery_id"] for row in deliveries.ask(SPEAKS) if _answers(definition, order, row["units"])}
    mine = [
        row
        for row in deliveries.table("deliveries")
        if row["kind"] and (order.unit is None or row["delivery_id"] in own)
    ]
    latest = sorted(mine, key=lambda row: row["received_at"], reverse=True)[:MOST]
    return {"deliveries": [{key: row[key] for key in ("delivery_id", "file", "received_at")} for row in latest]}


def without(definition: Definition, order: Order, delivery_id: str) -> Said:
    """What would change without a delivery, as the difference of two snapshots."""
    _own(definition, order, delivery_id)
    with rebuild.workplace() as (work, engine):
        tried = work / "tried.duckdb"
        arrivals, upon = rebuild.without(definition, delivery_id, "", work, engine)
        publish.tried(definition, arrivals, tried, upon)
        return {"difference": look.shown_to(definition, order.unit, look.difference(tried, history.served()))}


def withdraw(definition: Definition, order: Order, delivery_id: str, because: str) -> Said:
    """Take a delivery back; its row among the deliveries from then on."""
    _own(definition, order, delivery_id)
    try:
        rebuild.withdraw(definition, delivery_id, _reason(because), who=order.who or None)
    except KeyError as error:
        raise DeskError(words.t("desk.not_counting")) from error
    (row,) = deliveries.table("deliveries", delivery_id)
    return {"outcome": row}


def earlier(_definition: Definition, order: Order) -> Said:
    """The publications before the one that is served, the nearest first, each with when it was made (UTC)."""
    _for_all(order)
    return {"snapshots": [{"id": path.stem, "at": f"{history.made_at(path)}"} for path in going_back.earlier()]}


def back(definition: Definition, order: Order, snapshot: str) -> Said:
    """What would change if this snapshot were served again."""
    _for_all(order)
    wanted = next((path for path in going_back.earlier() if path.stem == snapshot), None)
    if wanted is None:
        raise DeskError(words.t("desk.no_snapshot"))
    return {"difference": look.shown_to(definition, order.unit, look.difference(wanted, history.served()))}


def roll_back(_definition: Definition, order: Order, snapshot: str, because: str) -> Said:
    """Serve an earlier publication again. Why is for the audit log: what is no longer served can come again."""
    _for_all(order)
    _reason(because)
    try:
        return {"snapshot": going_back.roll_back(snapshot)}
    except (going_back.NoSnapshotError, pointer.StoreError) as error:
        raise DeskError(words.t("desk.no_snapshot")) from error


def _own(definition: Definition, order: Order, delivery_id: str) -> None:
    """DeskError unless it is one of theirs; in one sentence, whether there is such a one that is somebody else's."""
    if delivery_id not in {row["delivery_id"] for row in counting(definition, order)["deliveries"]}:
        raise DeskError(words.t("desk.not_counting"))


def _answers(definition: Definition, order: Order, units: list[str]) -> bool:
    lowest = speaks.unit(definition, [code or definition.root for code in units])
    return order.unit is None or (lowest is not None and order.unit in definition.line(lowest))


def _for_all(order: Order) -> None:
    if order.unit is not None:
        raise DeskError(words.t("desk.not_for_all_figures"))


def _reason(because: str) -> str:
    if not because.strip():
        raise DeskError(words.t("desk.not_understood"))
    return because.strip()
