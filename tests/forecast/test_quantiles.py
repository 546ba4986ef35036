"""Quantiles by one partition against numpy's own."""

import numpy as np
import pytest

from campaign.forecast.quantiles import log_quantile, quantile


@pytest.mark.parametrize("count", [1, 2, 3, 11, 500])
@pytest.mark.parametrize("level", [0.0, 0.5, 0.8, 1.0])
def test_a_quantile_is_numpy_s_in_either_scale(count: int, level: float) -> None:
    values = np.random.default_rng(count).lognormal(0, 2, (4, count))
    assert quantile(values.copy(), level) == pytest.approx(np.quantile(values, level, axis=1))
    assert log_quantile(values.copy(), level) == pytest.approx(np.quantile(np.log(values), level, axis=1))
