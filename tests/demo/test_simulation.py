"""The simulated campaign passes through what was published, and behaves like one."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from campaign import definition, demo, settings, words
from campaign.definition import Definition, DefinitionError
from campaign.demo.ground import Ground

DATA = settings.PROJECT / "data"
NATION, LARGE, OTHER = 0.01, 0.03, 0.10  # tolerated distance from a published point
LARGE_CITIES = ("01", "79")


@pytest.fixture(scope="module")
def campaign() -> Definition:
    return definition.load(DATA)


@pytest.fixture(scope="module")
def recipe() -> demo.Recipe:
    return demo.load(DATA / "demo.toml")


@pytest.fixture(scope="module")
def simulation(campaign: Definition, recipe: demo.Recipe) -> demo.Simulation:
    return demo.simulate(campaign, recipe)


def total(ground: Ground, simulation: demo.Simulation, unit: str, measure: str, day: object) -> int:
    place = int(np.flatnonzero(simulation.days == np.datetime64(day))[0])
    return int(simulation.totals[measure][place, ground.below(unit)].sum())


def quotas(ground: Ground, level: str) -> dict[str, int]:
    every = ground.quotas["received"]
    return {code: quota for code, quota in every.items() if ground.definition.unit[code].level == level}


def test_it_passes_every_published_point(
    campaign: Definition, recipe: demo.Recipe, simulation: demo.Simulation
) -> None:
    ground = Ground(campaign, recipe)
    points = [
        point for point in campaign.milestones if point.date <= recipe.last_on and point.measure in simulation.totals
    ]
    far = []
    for point in points:
        tolerated = {campaign.root: NATION}.get(point.unit_code, LARGE if point.unit_code in LARGE_CITIES else OTHER)
        there = total(ground, simulation, point.unit_code, point.measure, point.date)
        if abs(there / point.value - 1) > tolerated:
            far.append((point.date, point.unit_code, point.measure, point.value, there))
    assert len(points) > 40
    assert not far


@pytest.mark.parametrize(("measure", "published"), [("approved", 1_959_000), ("returned", 385_613)])
def test_the_capital_sent_up_and_got_back_what_it_said(
    campaign: Definition, recipe: demo.Recipe, simulation: demo.Simulation, measure: str, published: int
) -> None:
    there = total(Ground(campaign, recipe), simulation, "01", measure, "2021-04-25")
    assert there == pytest.approx(published, rel=LARGE)


def test_a_later_stage_never_exceeds_an_earlier_one(campaign: Definition, simulation: demo.Simulation) -> None:
    for project in campaign.projects:
        chain = campaign.chain(project.id)
        for earlier, later in pairwise(chain):
            assert (simulation.totals[later.id] <= simulation.totals[earlier.id]).all(), later.id


def test_nothing_is_undone(simulation: demo.Simulation) -> None:
    for measure in simulation.totals:
        assert (simulation.counts(measure) >= 0).all(), measure


def test_the_same_seed_gives_the_same_campaign(
    campaign: Definition, recipe: demo.Recipe, simulation: demo.Simulation
) -> None:
    again, other = demo.simulate(campaign, recipe), demo.simulate(campaign, recipe, seed=recipe.seed + 1)
    assert all((again.totals[measure] == totals).all() for measure, totals in simulation.totals.items())
    assert any((other.totals[measure] != totals).any() for measure, totals in simulation.totals.items())


def test_provinces_that_the_press_named_finish_ahead_of_time(
    campaign: Definition, recipe: demo.Recipe, simulation: demo.Simulation
) -> None:
    named = ("04", "22", "30", "38", "62")
    ground = Ground(campaign, recipe)
    quota = quotas(ground, "province")
    assert all(total(ground, simulation, code, "received", "2021-05-28") >= quota[code] for code in named)


def test_districts_are_unlike_each_other(
    campaign: Definition, recipe: demo.Recipe, simulation: demo.Simulation
) -> None:
    ground = Ground(campaign, recipe)
    quota = quotas(ground, "district")
    place = int(np.flatnonzero(simulation.days == np.datetime64(campaign.opens_on))[0])
    done = simulation.totals["received"][place] / [quota[unit] for unit in ground.units]
    assert np.percentile(done, 5) < 0.8 < 1.2 < np.percentile(done, 95)


def test_tet_sundays_and_lockdowns_are_quiet(
    campaign: Definition, recipe: demo.Recipe, simulation: demo.Simulation
) -> None:
    counts, ground = simulation.counts("received"), Ground(campaign, recipe)
    days, nation = simulation.days, counts.sum(axis=1)
    tet = ground.between(np.datetime64("2021-02-11"), np.datetime64("2021-02-16"))
    before = ground.between(np.datetime64("2021-02-01"), np.datetime64("2021-02-06"))
    assert nation[tet].sum() < 0.2 * nation[before].sum()
    sunday = int(np.flatnonzero(days == np.datetime64("2021-04-18"))[0])
    assert nation[sunday] < 0.7 * nation[sunday - 1]
    locked = counts[:, ground.below("24")].sum(axis=1) / nation
    late_april = ground.between(np.datetime64("2021-04-20"), np.datetime64("2021-05-06"))
    may = ground.between(np.datetime64("2021-05-10"), np.datetime64("2021-05-26"))
    assert locked[may].mean() < 0.5 * locked[late_april].mean()


def test_a_campaign_without_a_recipe_says_that_it_has_no_demonstration(tmp_path: Path) -> None:
    words.use("en")
    with pytest.raises(DefinitionError, match="has no demonstration"):
        demo.load(tmp_path / "demo.toml")


def test_a_table_nobody_knows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo.toml").write_text((DATA / "demo.toml").read_text(encoding="utf-8") + "\n[lockdwon]\n", "utf-8")
    with pytest.raises(DefinitionError, match="lockdwon"):
        demo.load(tmp_path / "demo.toml")


def test_paths_below_a_unit_that_exceed_its_own_are_refused(campaign: Definition, recipe: demo.Recipe) -> None:
    paths = [
        path | {"points": [(day, value * 9) for day, value in path["points"]]} if path["unit_code"] == "79" else path
        for path in recipe.paths
    ]
    words.use("en")
    with pytest.raises(DefinitionError, match="exceed"):
        demo.simulate(campaign, demo.Recipe(**(vars(recipe) | {"paths": paths})))
