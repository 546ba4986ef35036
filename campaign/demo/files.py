"""Writes the demonstration's extract files, of every kind and format that the front door takes."""

import gzip
import io
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from campaign import settings
from campaign.definition import Definition
from campaign.demo import monthly, quality, reasons, recipe, supplies
from campaign.demo.blemishes import spoil
from campaign.demo.records import records
from campaign.demo.reporting import report
from campaign.demo.resources import resources
from campaign.demo.services import services
from campaign.demo.simulation import simulate
from campaign.demo.uptake import uptake

UNIT_ROLES = {"unit": "unit_code", "day": "date", "measure": "measure"}


def write_extracts(
    definition: Definition, folder: Path, seed: int | None = None, recipe_path: Path | None = None
) -> list[Path]:
    """Extract files of the whole simulated campaign in `folder`, which is made; the paths written.

    The same seed gives the same files. DefinitionError when the campaign has no demo.toml.
    """
    how = recipe.load(recipe_path or settings.home() / "demo.toml", definition)
    seed = how.seed if seed is None else seed
    simulation = simulate(definition, how, seed)
    random = np.random.default_rng([seed, 1])
    reporting = report(definition, how, simulation, random)
    folder.mkdir(parents=True, exist_ok=True)
    bad, paths = how.reporting["bad_rows"], []
    for file in how.files:
        roles = UNIT_ROLES | {"amount": file["kind"].removesuffix("s")}
        for turn, (month, table) in enumerate(monthly.months(definition, simulation, reporting, file)):
            path = folder / f"{file['kind']}_{month}.{file['formats'][turn % len(file['formats'])]}"
            paths.append(_write(path, table, roles, bad, random))
    rows = monthly.corrections(simulation, reporting)
    if rows:
        paths.append(_sheet(folder / "counts_corrections.xlsx", pd.DataFrame(rows)))
    for place, record in enumerate(how.records):
        # Those of the whole campaign by numbers of their own: all other files stay what they were.
        own = random if "month" in record else np.random.default_rng([seed, 4, place])
        table = pa.Table.from_pandas(records(definition, how, simulation, record, own), preserve_index=False)
        first = definition.chain(record["project"])[0].id
        roles = {"unit": "district_code", "day": f"{first}_on", "province": "province_code"}
        rest = f"{record['month']}.csv" if "month" in record else "all.parquet"
        paths.append(_write(folder / f"{record['kind']}_{record['unit_code']}_{rest}", table, roles, bad, own))
    if how.defects:
        table = pa.Table.from_pandas(quality.defects(how, simulation, random), preserve_index=False)
        paths.append(_write(folder / "defects.parquet", table, {}, 0, random))
    if how.defects and how.verification:
        for day, frame in quality.verification(how, simulation, random).items():
            table = pa.Table.from_pandas(frame, preserve_index=False)
            paths.append(_write(folder / f"verification_{day}.csv", table, UNIT_ROLES, bad, random))
    if how.reasons:
        # By numbers of their own: those of all other files stay what they were.
        told = reasons.told(definition, how, simulation, np.random.default_rng([seed, 2]))
        paths.append(
            _write(folder / "reasons.parquet", pa.Table.from_pandas(told, preserve_index=False), {}, 0, random)
        )
    if how.services:
        lists = services(definition, how, random)
        paths += [_sheet(folder / f"services_{day}.xlsx", frame) for day, frame in lists.items()]
    if how.services and how.uptake:
        table = pa.Table.from_pandas(uptake(how, lists, random), preserve_index=False)
        paths.append(_write(folder / "uptake.parquet", table, {}, 0, random))
    if how.resources:
        random = np.random.default_rng([seed, 3])  # of its own: whoever has none of it gets the same files as before
        table = pa.Table.from_pandas(resources(definition, how, simulation, random), preserve_index=False)
        paths.append(_write(folder / "resources.parquet", table, {}, 0, random))
    if how.supplies:
        paths.append(_sheet(folder / "supplies.xlsx", supplies.stock(definition, how, simulation)))
        paths.append(_sheet(folder / "expected.xlsx", supplies.expected(how)))
    return paths


def _write(path: Path, table: pa.Table, roles: dict[str, str], bad: int, random: np.random.Generator) -> Path:
    """A table as Parquet, or as text (also gzipped) with `bad` rows among the others."""
    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(_whole_days(table), path)
        return path
    buffer = io.BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")
    pyarrow.csv.write_csv(_whole_days(table), buffer, options)
    lines = spoil(table.column_names, buffer.getvalue().decode().splitlines(), roles, bad, random)
    content = "\n".join([",".join(table.column_names), *lines, ""]).encode()
    path.write_bytes(gzip.compress(content, 1, mtime=0) if path.suffix == ".gz" else content)
    return path


def _whole_days(table: pa.Table) -> pa.Table:
    """Times of day, which pandas puts in, are left out."""
    for position, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            table = table.set_column(position, field.name, table.column(position).cast(pa.date32()))
    return table


def _sheet(path: Path, frame: pd.DataFrame) -> Path:
    frame.to_excel(path, index=False, sheet_name="data")
    return path
