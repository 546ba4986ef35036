"""Will we make it, and by how much not: pace, simulation and back-test. Numbers in, numbers out.

    tables = Engine().forecast(panel)      # what is kept in a snapshot: `forecast`, `forecast_quantiles`

A `Panel` holds daily counts [unit x measure x day] as known on its last day. `Engine.forecast` returns two
frames, with a row for every unit and for the root, whose paths are the sums of its units':

    forecast            unit_code, measure, as_of, target, deadline, p_by_deadline, median_completion,
                        expected_shortfall, expected_lack, expected_surplus, guard
    forecast_quantiles  unit_code, measure, as_of, date, q025, q10, q25, q50, q75, q90, q975

    record(backtest(panel))                # its hit rate: coverage, scaled WIS, bias, skill, Brier
    compare(panel, fits, unit, Scenario(first_on=day, pace=0.1), engine)    # what if; fits = engine.fit(panel)

`guard` is null, or the reason why day, chance and shortfall are withheld: `short_history`, `untold`, `level_shift`.
`docs/method.md` says how it works and how good it is.
"""

from campaign.forecast.backtest import backtest
from campaign.forecast.engine import Engine
from campaign.forecast.panel import Panel
from campaign.forecast.scenario import Scenario, compare
from campaign.forecast.scores import record

__all__ = ["Engine", "Panel", "Scenario", "backtest", "compare", "record"]
