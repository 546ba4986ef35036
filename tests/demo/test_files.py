"""The extract files hold what was simulated, reported as late and as badly as the recipe says."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from campaign import definition, demo, settings
from campaign.definition import Definition

DATA = settings.PROJECT / "data"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("inbox")
    paths = demo.write_extracts(definition.load(DATA), folder, recipe_path=DATA / "demo.toml")
    return {path.name: path for path in paths}


@pytest.fixture(scope="module")
def campaign() -> Definition:
    return definition.load(DATA)


@pytest.fixture(scope="module")
def simulation(campaign: Definition) -> demo.Simulation:
    return demo.simulate(campaign, demo.load(DATA / "demo.toml"))


def test_every_contract_and_format_is_used(files: dict[str, Path]) -> None:
    kinds = ("counts", "totals", "issuance_records", "cleansing_records", "defects", "verification", "services")
    kinds += ("reasons", "uptake", "resources", "supplies", "expected")
    assert all(any(name.startswith(kind) for name in files) for kind in kinds)
    assert {"".join(path.suffixes[-2:]) for path in files.values()} == {".csv", ".csv.gz", ".parquet", ".xlsx"}


def test_every_row_says_that_it_is_simulated(files: dict[str, Path]) -> None:
    for name, path in files.items():
        read = {".parquet": pd.read_parquet, ".xlsx": pd.read_excel}.get(path.suffix, pd.read_csv)
        assert (read(path)["source"] == "simulated").all(), name


@pytest.fixture(scope="module")
def records(files: dict[str, Path]) -> dict[int, pd.DataFrame]:
    """The items of each extract of records, by its place in the recipe."""
    found = {}
    for place, record in enumerate(demo.load(DATA / "demo.toml").records):
        name = f"{record['kind']}_{record['unit_code']}_"
        if "month" in record:
            rows = pd.read_csv(files[f"{name}{record['month']}.csv"], dtype=str)
            found[place] = rows.groupby(record["id"], sort=False).first().reset_index()
        else:
            found[place] = pd.read_parquet(files[f"{name}all.parquet"])
    return found


def test_records_agree_with_the_counts_of_their_unit_and_time(
    campaign: Definition, simulation: demo.Simulation, records: dict[int, pd.DataFrame]
) -> None:
    for place, record in enumerate(demo.load(DATA / "demo.toml").records):
        rows, below = records[place], [campaign.unit[unit].parent_code for unit in simulation.units]
        here = np.flatnonzero(np.array(below) == record["unit_code"])
        months = simulation.days.astype("datetime64[M]").astype(str)
        days = np.flatnonzero(months == record["month"] if "month" in record else months != "")
        unit = pd.Index([simulation.units[place] for place in here]).get_indexer(rows["district_code"])
        for measure in campaign.chain(record["project"]):
            day = pd.to_datetime(rows[f"{measure.id}_on"], errors="coerce")
            day = pd.DatetimeIndex(simulation.days[days]).get_indexer(day)
            found = np.zeros((len(days), len(here)), dtype=int)
            np.add.at(found, (day[(day >= 0) & (unit >= 0)], unit[(day >= 0) & (unit >= 0)]), 1)
            assert (found == simulation.counts(measure.id)[np.ix_(days, here)]).all(), (record, measure.id)


def test_records_pass_every_stage_in_order_and_some_are_overtaken(
    campaign: Definition, records: dict[int, pd.DataFrame]
) -> None:
    for place, record in enumerate(demo.load(DATA / "demo.toml").records):
        stages = [f"{measure.id}_on" for measure in campaign.chain(record["project"])]
        days = records[place][stages].apply(pd.to_datetime, errors="coerce")
        for earlier, later in pairwise(stages):
            assert not (days[later] < days[earlier]).any(), (record, later)
        known = days.assign(unit=records[place]["district_code"]).dropna()
        queue = known.sort_values([stages[0], stages[-1]])
        latest = queue.groupby("unit")[stages[-1]].cummax()
        assert ((latest > queue[stages[-1]]).mean() > 0.2) == ("overtaken" in record), record


def test_two_districts_are_silent_on_the_day_the_pages_open_on(campaign: Definition, files: dict[str, Path]) -> None:
    rows = pd.concat([pd.read_parquet(files["counts_2021-05.parquet"]), pd.read_csv(files["counts_2021-06.csv.gz"])])
    rows["reported_on"] = pd.to_datetime(rows["reported_on"])
    known = rows[rows["reported_on"] <= pd.Timestamp(campaign.opens_on)]
    heard = known.groupby(known["unit_code"].astype(str).str.zfill(3))["reported_on"].max()
    silent = heard[heard < pd.Timestamp(campaign.opens_on) - pd.Timedelta(days=campaign.silent_after_days)]
    assert {"107", "971"} <= set(silent.index)


def test_some_reports_are_late_and_most_are_not(files: dict[str, Path]) -> None:
    rows = pd.read_parquet(files["counts_2021-05.parquet"]).drop_duplicates(["date", "unit_code"])
    late = (rows["reported_on"] > rows["date"]).mean()
    assert 0.02 < late < 0.04


def test_some_totals_fall(files: dict[str, Path]) -> None:
    rows = pd.concat(
        [
            pd.read_parquet(path)
            for name, path in files.items()
            if name.startswith("totals") and path.suffix == ".parquet"
        ]
    )
    rows = rows[rows["measure"] == "cleansed"].sort_values(["unit_code", "date"])
    assert (rows.groupby("unit_code")["total"].diff() < 0).any()


def test_connections_pass_what_was_published(campaign: Definition, files: dict[str, Path]) -> None:
    rows = pd.read_excel(files["services_2021-07-31.xlsx"])
    points = [point for point in campaign.milestones if point.measure in campaign.connection]
    assert {(point.measure, point.value) for point in points} == {("service", 236), ("province_link", 33)}
    for point in points:
        connected = rows[(rows["kind"] == point.measure) & (rows["connected_on"] <= pd.Timestamp(point.date))]
        assert len(connected) == pytest.approx(point.value, rel=0.01)


def test_connections_are_ready_before_they_are_tested_and_name_both_bodies(files: dict[str, Path]) -> None:
    rows = pd.read_excel(files["services_2021-07-31.xlsx"])
    assert (rows["ready_on"] < rows["tested_on"])[rows["tested_on"].notna()].all()
    assert rows.loc[rows["tested_on"].isna(), "ready_on"].isna().all()
    assert rows[["responsible", "responsible_en", "counterpart", "counterpart_en"]].notna().all(axis=None)
    links = rows[rows["kind"] == "ministry_link"]
    assert set(rows["route"].dropna()) == {"ngsp", "direct"} and set(links["route"]) == {"ngsp"}
    assert links["owner"].is_unique and len(links) == rows.loc[rows["kind"] == "service", "owner"].nunique() - 1


def test_only_what_the_list_of_the_day_has_as_connected_is_used_and_ever_more(files: dict[str, Path]) -> None:
    used = pd.read_parquet(files["uptake.parquet"])
    assert set(used["figure"]) == {"transactions", "papers_spared", "chip_updates", "offline_readers"}
    lists = {name[9:19]: pd.read_excel(path) for name, path in files.items() if name.startswith("services")}
    for day, rows in used.groupby("date"):
        known = lists[max(one for one in lists if one <= str(day))]
        connected = known.loc[known["connected_on"].notna(), "service_id"]
        assert set(rows["service_id"].astype(int)) <= set(connected.astype(int))
    by_item = used.pivot_table(index="date", columns=["figure", "service_id"], values="total")
    assert not (by_item.diff() < 0).any(axis=None)


def test_resources_pass_what_was_published(campaign: Definition, files: dict[str, Path]) -> None:
    """But for the points of Đam Rông, of which nine were published for the day on which eight were closed."""
    rows = pd.read_parquet(files["resources.parquet"])
    points = [
        point for point in campaign.milestones if point.measure in {f"resources.{id}" for id in campaign.resource}
    ]
    assert sorted(point.value for point in points) == [2, 9, 12, 24, 91]
    for point in points:
        known = rows[(rows["resource"] == point.measure.removeprefix("resources.")) & (rows["date"] <= point.date)]
        below = known[[point.unit_code in campaign.line(code) for code in known["unit_code"]]]
        latest = below.sort_values("date").drop_duplicates("unit_code", keep="last")["number"].sum()
        assert latest == (1 if point.unit_code == "674" else point.value), point
    vehicles = rows[(rows["resource"] == "mobile_team") & (rows["unit_code"] == "79")]
    assert vehicles[["date", "number"]].astype(str).to_numpy().tolist() == [["2021-03-18", "2"]]


def test_communes_are_those_of_each_district_and_points_reach_no_more(files: dict[str, Path]) -> None:
    """10,599 in all, as counted; five islands have none."""
    counted = pd.read_csv(DATA / "sources" / "districts.csv", dtype={"code": str}).set_index("code")["communes"]
    assert counted.sum() == 10_599
    rows = pd.read_parquet(files["resources.parquet"]).dropna(subset=["communes_all"])
    assert (rows["communes_all"].to_numpy() == counted.reindex(rows["unit_code"]).to_numpy()).all()
    assert (rows["communes"] <= rows["communes_all"]).all()
    assert rows["unit_code"].nunique() > 0.95 * len(counted)


def test_defects_found_never_fall_and_are_never_fewer_than_those_open(files: dict[str, Path]) -> None:
    rows = pd.read_parquet(files["defects.parquet"])
    assert (rows["found"] >= rows["open"]).all()
    weekly = rows.pivot_table(index="date", columns=["unit_code", "defect"], values="found")
    assert (weekly.diff().iloc[1:] >= 0).all(axis=None)


def test_some_districts_claim_more_than_a_sample_finds(files: dict[str, Path]) -> None:
    rows = pd.read_csv(files["verification_2021-06-10.csv"], dtype=str)
    rows = rows[rows["defects_found"].str.fullmatch("[0-9]+", na=False)]
    share = rows["defects_found"].astype(int) / rows["sample_size"].astype(int)
    assert 0.01 < (share > 0.06).mean() < 0.1


def test_the_same_seed_writes_the_same_files(files: dict[str, Path], tmp_path: Path) -> None:
    again = demo.write_extracts(definition.load(DATA), tmp_path, recipe_path=DATA / "demo.toml")
    same = [path for path in again if path.suffix != ".xlsx"]
    assert all(path.read_bytes() == files[path.name].read_bytes() for path in same)


def test_no_district_has_reasons_for_more_than_it_lacks_on_that_day(
    campaign: Definition, simulation: demo.Simulation, files: dict[str, Path]
) -> None:
    rows = pd.read_parquet(files["reasons.parquet"])
    assert set(rows["reason"]) == {reason.id for reason in campaign.reasons}
    quotas = sorted((one for one in campaign.targets if one.measure == "received"), key=lambda one: one.issued_on)
    place = {unit: column for column, unit in enumerate(simulation.units)}
    day_of = {day: row for row, day in enumerate(simulation.days.astype("datetime64[D]").tolist())}
    assert pd.Timestamp(rows["date"].min()).date() == date(2021, 4, 6)
    told = 0
    for (day, unit), number in rows.groupby(["date", "unit_code"])["persons"].sum().items():
        day = pd.Timestamp(day).date()
        in_force = [one.target for one in quotas if one.unit_code == unit and one.issued_on <= day]
        lacking = max(in_force[-1] - simulation.totals["received"][day_of[day], place[unit]], 0)
        assert number <= lacking, (day, unit)
        told += number > 0
    assert told > 3000
