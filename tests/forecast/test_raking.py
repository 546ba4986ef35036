"""Units one level down: their courses add up to their parent's."""

from dataclasses import replace

import numpy as np
import pytest

from campaign.forecast import Engine
from campaign.forecast.paths import Change
from campaign.forecast.raking import gained, rake, scaled
from tests.forecast.panels import panel, steady

pytestmark = pytest.mark.usefixtures("without_a_course")
ENGINE = Engine(paths=200, weeks=6)


def test_the_children_s_mean_totals_add_up_to_the_parent_s() -> None:
    counts = steady(units=3)
    above = panel(np.stack([counts[:2].sum(axis=0), counts[2]]))
    children = replace(panel(counts[:2]), root="u0", units=("c0", "c1"))
    answers, quantiles = rake(above, ENGINE.fit(above), "u0", children, ENGINE)
    assert set(answers["unit_code"]) == {"c0", "c1"}
    # A shortfall from a target nobody reaches is linear in the total, so shortfalls add up exactly.
    far = np.array([[1e9], [1e9], [2e9]])
    parts = rake(above, ENGINE.fit(above), "u0", replace(children, target=far), ENGINE)[0]["expected_shortfall"]
    whole = ENGINE.forecast(replace(above, target=np.array([[2e9], [1e9], [3e9]])))[0].set_index("unit_code")
    np.testing.assert_allclose(parts.sum(), whole.loc["u0", "expected_shortfall"], rtol=1e-6)
    assert (quantiles.groupby("unit_code")["q50"].diff().dropna() >= 0).all()


def test_what_is_changed_among_the_children_adds_to_the_parent_s_courses() -> None:
    """A child that does half as much again has half as much again of its part; the others keep theirs."""
    counts = steady(units=3)
    above = panel(np.stack([counts[:2].sum(axis=0), counts[2]]))
    children = replace(panel(counts[:2]), root="u0", units=("c0", "c1"))
    own, made = ENGINE.fit(children), ENGINE.courses(above, ENGINE.fit(above))
    wanted = gained(made, "u0")
    change = {0: Change(np.where([True, False], 1.5, 1.0) * np.ones((6, 2)), np.zeros((6, 2)))}
    usual, changed = (scaled(children, own, ENGINE, wanted, one)[0].astype(float) for one in (None, change))
    free, more = (ENGINE.totals(children, own, one)[0].astype(float) for one in (None, change))
    for path in range(0, 200, 40):
        for week in range(6):
            for child in range(2):
                of_all = sum(free[week + 1, one, path] - free[week, one, path] for one in range(2))
                parent = made.totals[0][week + 1, 0, path] - made.totals[0][week, 0, path]
                for total, gain in ((usual, free), (changed, more)):
                    part = (gain[week + 1, child, path] - gain[week, child, path]) / of_all * parent
                    assert total[week + 1, child, path] - total[week, child, path] == pytest.approx(part, abs=0.2)
    assert (np.diff(changed[:, 0], axis=0) > 1.3 * np.diff(usual[:, 0], axis=0)).all()


def test_a_parent_without_a_working_child_shares_evenly_and_invents_nothing() -> None:
    above = panel(np.zeros((2, 1, 40)))
    children = replace(panel(np.zeros((2, 1, 40))), root="u0", units=("c0", "c1"))
    assert (rake(above, ENGINE.fit(above), "u0", children, ENGINE)[1]["q975"] == 0).all()
