-- Week after week of the units directly below a unit, back from the last day that all of them have told.
--
-- grain    one row per unit below and week, by code, oldest first
-- params   $units $unit $measure $as_of
-- columns  unit_code week_until count total completion planned_fraction
--
-- count    items of the week, without what a running total opens with
-- total    items up to and including week_until
select * exclude (measure)
from weekly($as_of, (select list(unit_code) from children($units, $unit)), $measure, $unit)
order by unit_code, week_until;
