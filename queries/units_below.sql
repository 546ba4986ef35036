-- Where the units directly below a unit stand in one measure.
--
-- grain    one row per unit below, most behind first, those without a target last
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en region eligible total target completion remaining deadline days_ahead rate_7d
--          rate_per_1000 required_rate required_to_best full_until units_silent state
with below as (
    select list(unit_code) as codes
    from units
    where parent_code = $unit and ($units is null or list_contains($units, unit_code))
)

select *
from placed($as_of, (select below.codes from below), $measure)
order by days_ahead asc nulls last, unit_code asc;
