"""Will we make it, and by how much not: pace, simulation and back-test. Numbers in, numbers out.

    tables = Engine().forecast(panel)      # what is kept in a snapshot: `forecast`, `forecast_quantiles`

A `Panel` holds daily counts [unit x measure x day] as known on its last day. `Engine.forecast` returns two
frames, with a row for every unit and for the root, whose paths are the sums of its units':

    forecast            unit_code, measure, as_of, target, deadline, p_by_deadline, median_completion,
                        expected_shortfall, guard
    forecast_quantiles  unit_code, measure, as_of, date, q025, q10, q25, q50, q75, q90, q975

`guard` is null, or the reason why `median_completion` is withheld: `short_history`, `level_shift`.
`docs/method.md` says how it works and how good it is.
"""

from campaign.forecast.engine import Engine
from campaign.forecast.panel import Panel

__all__ = ["Engine", "Panel"]
