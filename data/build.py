"""Writes units.csv, targets.csv and communes.csv from the tables in sources/; README.md beside it has the formulas."""

import csv
import tomllib
import unicodedata
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
SHARE_AGED_14 = 0.772  # census of 1 April 2019: 75.7 % aged 15 and over, and one year group of about 1.5 %
UNIT_COLUMNS = ("code", "parent_code", "level", "name_vi", "name_en", "region", "kind", "population", "eligible")
TARGET_COLUMNS = ("unit_code", "measure", "target", "deadline", "issued_on", "issued_by")
# Prefix of a district's name: its kind, what English puts after the name, people per commune against a
# rural one (rounded from what makes the shares within a province fit best).
DISTRICT_KINDS = {
    "Quận ": ("urban_district", "District", 1.6),
    "Thành phố ": ("city", "City", 1.5),
    "Thị xã ": ("town", "Town", 1.25),
    "Huyện ": ("rural_district", "District", 1.0),
}


def share(total: int, weights: dict[str, float]) -> dict[str, int]:
    """`total` split in proportion to `weights`, in whole numbers that sum to it (largest remainder)."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    parts = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (parts[key] - exact[key], key))
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def latin(name: str) -> str:
    """A Vietnamese name without diacritics."""
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def district_name(name: str, prefix: str) -> str:
    """'Quận Ba Đình' → 'Ba Dinh District'; a numbered district is 'District 1'."""
    kind, bare = DISTRICT_KINDS[prefix][1], latin(name.removeprefix(prefix))
    return f"{kind} {bare}" if bare.isdigit() else f"{bare} {kind}"


def districts_of(province: dict, districts: list[dict]) -> list[dict]:
    """Unit rows of a province's districts: what is not known is shared out by communes and kind."""
    known = {row["code"]: int(row["population"]) for row in districts if row["population"]}
    prefixes = {row["code"]: next(p for p in DISTRICT_KINDS if row["name_vi"].startswith(p)) for row in districts}
    weights = {
        row["code"]: int(row["communes"]) * DISTRICT_KINDS[prefixes[row["code"]]][2]
        for row in districts
        if row["code"] not in known
    }
    population = known | share(province["population"] - sum(known.values()), weights)
    eligible = share(province["eligible"], population)
    return [
        dict(
            code=code,
            parent_code=province["code"],
            level="district",
            name_vi=row["name_vi"],
            name_en=district_name(row["name_vi"], prefixes[code]),
            region=province["region"],
            kind=DISTRICT_KINDS[prefixes[code]][0],
            population=population[code],
            eligible=eligible[code],
        )
        for row in districts
        for code in [row["code"]]
    ]


def units(root: str) -> list[dict]:
    """All units, parents first; every level sums exactly to the one above."""
    provinces, districts = read("provinces.csv"), read("districts.csv")
    for row in provinces:
        row["population"] = int(row["population"])
        row["eligible"] = int(row["eligible"] or round(row["population"] * SHARE_AGED_14))
        row |= {"parent_code": root, "level": "province"}
    nation = dict(
        code=root,
        parent_code="",
        level="nation",
        name_vi="Việt Nam",
        name_en="Viet Nam",
        region="",
        kind="",
        **{key: sum(row[key] for row in provinces) for key in ("population", "eligible")},
    )
    below = [
        unit
        for province in provinces
        for unit in districts_of(province, [d for d in districts if d["province_code"] == province["code"]])
    ]
    return [nation, *provinces, *below]


def quotas(rows: list[dict], total: int, start: date, deadline: date) -> list[tuple]:
    """(unit, target, deadline, issued_on, issued_by) of every quota ever in force, provinces and districts."""
    published: dict[str, list] = {}
    for row in sorted(read("published_targets.csv"), key=lambda row: row["issued_on"]):
        day = date.fromisoformat(row["issued_on"])
        published.setdefault(row["unit_code"], []).append(
            (int(row["target"]), date.fromisoformat(row["deadline"]), day, row["issued_by"])
        )
    provinces = {row["code"]: row["eligible"] for row in rows if row["level"] == "province"}
    last = sum(published[code][-1][0] for code in provinces if code in published)
    free = {code: eligible for code, eligible in provinces.items() if code not in published}
    allotted = share(total - last, free)
    per_head = (total - last) / sum(free.values())
    issued = []
    for code, eligible in provinces.items():
        history = published.get(code, [])
        if not history or history[0][2] > start:
            first = allotted.get(code, round(eligible * per_head))
            history = [(first, deadline, start, "allotted"), *history]
        children = {row["code"]: row["eligible"] for row in rows if row["parent_code"] == code}
        issued += [(code, *entry) for entry in history] + _below(history, children, published)
    return issued


def _below(history: list, eligible: dict[str, int], published: dict[str, list]) -> list[tuple]:
    """Quotas of a province's districts, allotted anew each day it or one of them is given one."""
    own = {code: published[code] for code in eligible if code in published}
    days = sorted({entry[2] for entry in history} | {entry[2] for entries in own.values() for entry in entries})
    issued, before = [], {}
    for day in days:
        total, deadline = [entry for entry in history if entry[2] <= day][-1][:2]
        fixed = {code: entries[-1] for code, entries in own.items() if entries[-1][2] <= day}
        rest = {code: weight for code, weight in eligible.items() if code not in fixed and weight}
        parts = share(total - sum(entry[0] for entry in fixed.values()), rest)
        now = {code: (parts[code], deadline) for code in rest if parts[code]}
        issued += [(code, *entry) for code, entry in fixed.items() if entry[2] == day]
        issued += [(code, *value, day, "allotted") for code, value in now.items() if before.get(code) != value]
        before = now
    return issued


def targets(rows: list[dict], campaign: dict) -> list[tuple]:
    """Rows of targets.csv. A quota of the first measure keeps its own deadline; later stages, the campaign's."""
    head, measures = campaign["campaign"], campaign["measures"]
    start, deadline = head["start"], head["deadline"]
    issuance = [measure for measure in measures if measure["project"] == measures[0]["project"]]
    allotted = quotas(rows, issuance[0]["target"], start, deadline)
    result = [
        (code, measure["id"], target, due if measure is issuance[0] else deadline, on, by)
        for measure in issuance
        for code, target, due, on, by in allotted
    ]
    provinces, districts = ([row for row in rows if row["level"] == level] for level in ("province", "district"))
    for measure in measures[len(issuance) :]:
        quota = share(measure["target"], {row["code"]: row["population"] for row in provinces})
        for code in tuple(quota):
            quota |= share(
                quota[code],
                {
                    row["code"]: row["population"]
                    for row in districts
                    if row["parent_code"] == code and row["population"]
                },
            )
        result += [(code, measure["id"], target, deadline, start, "allotted") for code, target in quota.items()]
    return result


def read(name: str) -> list[dict]:
    """The rows of a source table."""
    with (HERE / "sources" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: tuple[str, ...], rows: list) -> None:
    """A table of the campaign, its lines in the order given."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(columns)
        lines.writerows(rows)


def main() -> None:
    """Builds both tables from the campaign's definition and the source tables."""
    campaign = tomllib.loads((HERE / "campaign.toml").read_text(encoding="utf-8"))
    rows = units(campaign["campaign"]["root"])
    write("units.csv", UNIT_COLUMNS, [[row[column] for column in UNIT_COLUMNS] for row in rows])
    write("targets.csv", TARGET_COLUMNS, targets(rows, campaign))
    write("communes.csv", ("code", "communes"), [(row["code"], row["communes"]) for row in read("districts.csv")])


if __name__ == "__main__":
    main()
