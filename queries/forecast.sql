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
inner join units on forecast.unit_code = units.unit_code
inner join measures on forecast.measure = measures.measure
inner join measures as asked on measures.project = asked.project
where
    asked.measure = $measure
    and forecast.as_of = $as_of
    and (units.unit_code = $unit or units.parent_code = $unit)
    and ($units is null or list_contains($units, units.unit_code))
order by measures.position asc, units.depth desc, units.unit_code asc;
