"""Who needs machines, and who could lend them."""

import pandas as pd

from campaign import words
from campaign.figures.html import tag, text
from campaign.figures.table import table
from campaign.language import formats
from campaign.subjects.comparison.blocks import headings, name
from campaign.subjects.comparison.lending import Lending

SHOWN = 10  # lenders; the rest is in the twin table


def transfers(found: Lending, names: dict[str, str]) -> str:
    """Who needs machine-days and from whom they come; beside it who could lend, those who do first."""
    needing = found.units[found.units["machine_days"] < 0]
    needs = [_need(row, found.transfers, names) for row in needing.to_dict("records")]
    spare = found.units[found.units["machine_days"] > 0]
    lent = found.transfers.groupby("unit_code_from")["machine_days"].sum().reindex(spare["unit_code"]).fillna(0)
    spare = spare.assign(lent=lent.to_numpy()).sort_values(["lent", "machine_days"], ascending=False, kind="stable")
    lends = [_lend(row) for row in spare.head(SHOWN).to_dict("records")]
    rest = spare[SHOWN:]
    sides = (
        ("to", ("to", "machine_days", "machines", "lent_by", "missing"), needs, "needs"),
        ("from", ("from", "spare", "lent"), lends, "lends"),
    )
    tables = [
        tag(
            "section",
            tag("h4", text(words.t(f"comparison.{side}")))
            + table(words.t(f"comparison.{side}"), headings(*columns), rows, css),
        )
        for side, columns, rows, css in sides
        if rows
    ]
    more = words.t(
        "comparison.more_lenders", units=formats.number(len(rest)), days=formats.number(rest["machine_days"].sum())
    )
    return tag("div", "".join(tables), css="transfers") + (tag("p", text(more), css="note") if len(rest) else "")


def _need(row: dict, agreed: pd.DataFrame, names: dict[str, str]) -> dict[str, str]:
    own = agreed[agreed["unit_code_to"] == row["unit_code"]]
    needed = -row["machine_days"]
    per_day = formats.number(needed / row["days_left"], 1) if row["days_left"] else words.t("comparison.past")
    lenders = (
        words.t(
            "comparison.lender_same" if each.same_region else "comparison.lender_other",
            unit=names[each.unit_code_from],
            days=formats.number(each.machine_days),
        )
        for each in own.itertuples()
    )
    return {
        "to": tag("b", text(name(row))),
        "machine_days": formats.number(needed),
        "machines": text(per_day),
        "lent_by": text(" · ".join(lenders)) or formats.MISSING,
        "missing": formats.number(needed - own["machine_days"].sum()),
    }


def _lend(row: dict) -> dict[str, str]:
    return {"from": text(name(row)), "spare": formats.number(row["machine_days"]), "lent": formats.number(row["lent"])}
