-- Week after week of one unit and of the units most like it, back from its last full day.
--
-- grain    one row per unit and week, by code, oldest first
-- params   $units $unit $measure $as_of
-- columns  unit_code week_until count total completion planned_fraction
--
-- $unit    unit code of the unit that is compared
-- count    items of the week, without what a running total opens with
-- total    items up to and including week_until
with codes as (
    select list(unit_code) as listed from closest_peers($units, $unit, $measure)
)

select * exclude (measure)
from weekly($as_of, (select codes.listed from codes), $measure, $unit)
order by unit_code, week_until;
