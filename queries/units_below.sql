-- Where the units directly below a unit stand in one measure.
--
-- grain    one row per unit below, most behind first, those without a target last
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en region eligible total target completion remaining deadline days_ahead rate_7d
--          rate_per_1000 required_by required_rate required_to_best past_due full_until units_silent state
select *
from units_standing($as_of, (select list(unit_code) from children($units, $unit)), $measure)
order by days_ahead asc nulls last, unit_code asc;
