-- The forecast that was kept when the snapshot was made, of a measure's project, for a unit and those below it.
--
-- grain    one row per unit and measure, none but for the snapshot's cut-off and a week before; two levels
--          below the root for the cut-off alone
-- params   $units $unit $measure $as_of
-- columns  unit_code measure as_of target deadline p_by_deadline median_completion expected_shortfall
--          expected_lack expected_surplus guard
--
-- $measure  any measure of the project
-- $as_of    day from whose figures it was made
select
    forecast.unit_code,
    forecast.measure,
    forecast.as_of,
    forecast.target,
    forecast.deadline,
    forecast.p_by_deadline,
    forecast.median_completion,
    forecast.expected_shortfall,
    forecast.expected_lack,
    forecast.expected_surplus,
    forecast.guard
from forecast
inner join forecast_rows($units, $unit, $measure) as asked
    on forecast.unit_code = asked.unit_code and forecast.measure = asked.measure
where forecast.as_of = $as_of
order by asked.position asc, asked.depth desc, asked.unit_code asc;
