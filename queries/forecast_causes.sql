-- Why the forecast of a unit differs from the one made a week before, as kept when the snapshot was made.
--
-- grain    one row per measure of a project and cause, only for the snapshot's cut-off and for the day on which pages
--          open; none of a measure whose forecast was withheld on one of the two days, that is done, or has no target
-- params   $units $unit $measure $as_of
-- columns  unit_code measure as_of position cause moved_days moved_items
--
-- $measure  any measure of the project
-- $as_of    day of the later forecast
-- position  place in the order in which causes are told
select
    causes.unit_code,
    causes.measure,
    causes.as_of,
    causes.position,
    causes.cause,
    causes.moved_days,
    causes.moved_items
from forecast_causes as causes
inner join forecast_rows($units, $unit, $measure) as asked
    on causes.unit_code = asked.unit_code and causes.measure = asked.measure
where causes.as_of = $as_of and causes.unit_code = $unit
order by asked.position asc, causes.position asc;
