-- The forecast that was kept when the snapshot was made, of a measure's project, for a unit and those below it.
--
-- grain    one row per unit and measure; none for a day other than the snapshot's cut-off
-- params   $units $unit $measure $as_of
-- columns  unit_code measure as_of target deadline p_by_deadline median_completion expected_shortfall guard
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
