"""Who needs machines, and who could lend them."""

import pandas as pd

from campaign import words
from campaign.figures import lists
from campaign.figures.html import note, tag, text
from campaign.figures.table import Row, rows, table
from campaign.language import formats
from campaign.subjects.comparison.blocks import headings, name
from campaign.subjects.comparison.lending import Lending

SHOWN = 10  # lenders; the rest is in the twin table
NAMED = 6  # of those who lend to one


def transfers(found: Lending, names: dict[str, str]) -> str:
    """Who needs machine-days and from whom they come; beside it who could lend, those who do first."""
    needing = found.units[found.units["machine_days"] < 0]
    lenders = _lenders(found)
    sides = (
        ("to", ("to", "machine_days", "machines", "lent_by", "missing"), "needs"),
        ("from", ("from", "spare", "lent"), "lends"),
    )
    cells = {
        "to": [_need(row, found.transfers, names) for row in rows(needing)],
        "from": [_lend(row) for row in rows(lenders.head(SHOWN))],
    }
    tables = [_table(words.t(f"comparison.{side}"), columns, cells[side], css) for side, columns, css in sides]
    return tag("div", "".join(tables), css="transfers") + _rest(lenders[SHOWN:])


def _lenders(found: Lending) -> pd.DataFrame:
    """Units with machine-days to spare and how many they lend, those who lend most first."""
    spare = found.units[found.units["machine_days"] > 0]
    lent = found.transfers.groupby("unit_code_from")["machine_days"].sum().reindex(spare["unit_code"]).fillna(0)
    return spare.assign(lent=lent.to_numpy()).sort_values(["lent", "machine_days"], ascending=False, kind="stable")


def _table(title: str, columns: tuple[str, ...], cells: list[dict[str, str]], css: str) -> str:
    """One side; nothing where nobody is on it."""
    if not cells:
        return ""
    return tag("section", tag("h4", text(title)) + table(title, headings(*columns), cells, css))


def _rest(lenders: pd.DataFrame) -> str:
    """How many could lend besides, and how much."""
    if lenders.empty:
        return ""
    spare = formats.number(lenders["machine_days"].sum())
    return note(words.t("comparison.more_lenders", units=formats.number(len(lenders)), days=spare))


def _need(row: Row, agreed: pd.DataFrame, names: dict[str, str]) -> dict[str, str]:
    own = agreed[agreed["unit_code_to"] == row["unit_code"]]
    needed = -row["machine_days"]
    per_day = formats.number(needed / row["days_left"], 1) if row["days_left"] else words.t("comparison.past")
    lenders = [
        words.t(
            "comparison.lender_same" if lender["same_region"] else "comparison.lender_other",
            unit=names[lender["unit_code_from"]],
            days=formats.number(lender["machine_days"]),
        )
        for lender in rows(own)
    ]
    named = lists.and_more(" · ".join(lenders[:NAMED]), len(lenders) - NAMED, "comparison.and_more")
    return {
        "to": tag("b", text(name(row))) + _capacity(row),
        "machine_days": formats.number(needed),
        "machines": text(per_day),
        "lent_by": text(named) or formats.MISSING,
        "missing": formats.number(needed - own["machine_days"].sum()),
    }


def _lend(row: Row) -> dict[str, str]:
    return {
        "from": text(name(row)) + _capacity(row),
        "spare": formats.number(row["machine_days"]),
        "lent": formats.number(row["lent"]),
    }


def _capacity(row: Row) -> str:
    """What a machine does in a day there, and whether that was measured or is what the campaign says."""
    whose = "measured" if row["measured"] else "said"
    return tag("small", text(words.t(f"comparison.each_{whose}", items=formats.rate(row["items_each"]))))
