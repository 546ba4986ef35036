-- Week after week of the units directly below a unit, back from the last day that all of them have told.
--
-- grain    one row per unit below and week, by code, oldest first
-- params   $units $unit $measure $as_of
-- columns  unit_code week_until count total completion planned_fraction
--
-- count    items of the week, without what a running total opens with
-- total    items up to and including week_until
with below as (
    select list(unit_code) as listed
    from units
    where parent_code = $unit and ($units is null or list_contains($units, unit_code))
),

above as (
    select full_until
    from full_days($as_of)
    where unit_code = $unit
)

select
    unit_code,
    week_until,
    count,
    total,
    completion,
    planned_fraction
from weekly($as_of, (select below.listed from below), $measure, (select above.full_until from above))
order by unit_code, week_until;
