-- When a stage will stop for want of a supply, as kept when the snapshot was made, of a measure's project.
--
-- grain    one row per measure and supply that limits it, only of the root, for the snapshot's cut-off, the day on
--          which pages open and the week before each; none of a measure whose forecast was withheld
-- params   $units $unit $measure $as_of
-- columns  unit_code measure supply as_of until p_stop stops_on short
--
-- $measure  any measure of the project
-- $as_of    day from whose figures it was made
-- supply    supply id
select
    stops.unit_code,
    stops.measure,
    stops.supply,
    stops.as_of,
    stops.until,
    stops.p_stop,
    stops.stops_on,
    stops.short
from forecast_stops as stops
inner join forecast_rows($units, $unit, $measure) as asked
    on stops.unit_code = asked.unit_code and stops.measure = asked.measure
inner join supply_kinds as kinds on stops.supply = kinds.supply
where stops.as_of = $as_of and stops.unit_code = $unit
order by asked.position, kinds.position;
