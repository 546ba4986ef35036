"""A second, real campaign as a folder: Italy's first vaccine doses of 2021, 21 regions, no districts, no boundaries.

Data: Commissario straordinario per l'emergenza COVID-19, CC BY 4.0; `target` is each region's eligible population.
"""

from pathlib import Path

import pandas as pd

from campaign import definition, ingest

SOURCE = Path(__file__).parent / "data" / "italy_first_doses_2021.csv"

TOML = """
[campaign]
time_zone = "Europe/Rome"
id = "it-first-doses-2021"
name = {{ vi = "Tiêm mũi 1 tại Ý năm 2021", en = "First doses in Italy, 2021" }}
start = 2020-12-27
deadline = 2021-09-30
root = "IT"

[[levels]]
id = "nation"
label = {{ vi = "Toàn quốc", en = "Nation" }}
[[levels]]
id = "region"
label = {{ vi = "Vùng", en = "Region" }}

[[projects]]
id = "vaccination"
label = {{ vi = "Tiêm chủng", en = "Vaccination" }}

[[measures]]
id = "first_dose"
project = "vaccination"
label = {{ vi = "Mũi 1", en = "First doses" }}
unit = {{ vi = "người", en = "people" }}
target = {target}
"""


def read() -> pd.DataFrame:
    """The source: date, unit, unit_name, count, target; one row per region and day."""
    return pd.read_csv(SOURCE, dtype={"unit": str}, keep_default_na=False)


def folder(home: Path) -> Path:
    """Write the campaign into `home` and take its counts in. Nothing of the project's code knows of it."""
    source = read()
    regions = source.groupby("unit").agg(name=("unit_name", "first"), target=("target", "first"))
    home.mkdir(parents=True)
    (home / "campaign.toml").write_text(TOML.format(target=regions["target"].sum()), encoding="utf-8")
    units = "".join(f"{row.Index},IT,region,{row.name},{row.name}\n" for row in regions.itertuples())
    (home / "units.csv").write_text(
        "code,parent_code,level,name_vi,name_en\nIT,,nation,Ý,Italy\n" + units, encoding="utf-8"
    )
    targets = "".join(
        f"{row.Index},first_dose,{row.target},2021-09-30,2020-12-27,eligible\n" for row in regions.itertuples()
    )
    (home / "targets.csv").write_text(
        "unit_code,measure,target,deadline,issued_on,issued_by\n" + targets, encoding="utf-8"
    )
    counts = source.rename(columns={"unit": "unit_code"}).assign(measure="first_dose")
    (home / "inbox").mkdir()
    path = home / "inbox" / "counts.csv"
    counts[["date", "unit_code", "measure", "count"]].to_csv(path, index=False)
    ingest.ingest(definition.load(home), [path])
    return home
