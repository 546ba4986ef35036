-- Where all units of a level stand in one measure, however far below a unit.
--
-- grain    one row per unit of the level, most behind first, those without a target last
-- params   $units $unit $level $measure $as_of
-- columns  unit_code name_vi name_en region eligible total target completion remaining deadline days_ahead rate_7d
--          rate_per_1000 required_by required_rate required_to_best past_due full_until units_silent state
with chosen as (
    select list(units.unit_code) as codes
    from units
    inner join lineage on units.unit_code = lineage.unit_code
    where
        lineage.ancestor_code = $unit
        and units.level = $level
        and (units.parent_code is not null or units.depth = 0)  -- there on that day
        and ($units is null or list_contains($units, units.unit_code))
)

select *
from units_standing($as_of, (select chosen.codes from chosen), $measure)
order by days_ahead asc nulls last, unit_code asc;
