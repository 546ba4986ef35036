-- The forecast that was kept when the snapshot was made, of a measure's project, for a unit and those below it.
--
-- grain    one row per unit and measure; none for a day other than the snapshot's cut-off
-- param    $units               varchar[]  unit codes the reader may see; null means all
-- param    $unit                varchar    unit code
-- param    $measure             varchar    any measure of the project
-- param    $as_of               date       day from whose figures it was made
-- column   unit_code            varchar    unit code
-- column   measure              varchar    measure id
-- column   as_of                date       day from whose figures the forecast was made
-- column   target               bigint     items, the target in force on as_of
-- column   deadline             date       of that target
-- column   p_by_deadline        double     share of the simulated courses that have the target at the deadline
-- column   median_completion    date       day on which half of the courses have the target; null beyond the horizon
-- column   expected_shortfall   double     items missing at the deadline, mean of all courses
-- column   guard                varchar    why no day is given: short_history | level_shift
select
    forecast.unit_code,
    forecast.measure,
    forecast.as_of,
    forecast.target,
    forecast.deadline,
    forecast.p_by_deadline,
    forecast.median_completion,
    forecast.expected_shortfall,
    forecast.guard
from forecast
inner join forecast_rows($units, $unit, $measure) as asked
    on forecast.unit_code = asked.unit_code and forecast.measure = asked.measure
where forecast.as_of = $as_of
order by asked.position asc, asked.depth desc, asked.unit_code asc;
