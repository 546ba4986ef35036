"""Units one level down: their courses add up to their parent's."""

from dataclasses import replace

import numpy as np
import pytest

from campaign.forecast import Engine
from campaign.forecast.raking import rake
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


def test_a_parent_without_a_working_child_shares_evenly_and_invents_nothing() -> None:
    above = panel(np.zeros((2, 1, 40)))
    children = replace(panel(np.zeros((2, 1, 40))), root="u0", units=("c0", "c1"))
    assert (rake(above, ENGINE.fit(above), "u0", children, ENGINE)[1]["q975"] == 0).all()
