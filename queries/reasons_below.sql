-- Why items are still missing: what the reporting units of a unit, and of those directly below it, said last, summed.
--
-- grain    one row per unit (the one asked for, then those directly below) and reason that anybody there named
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en reason owed persons units_told told_from told_last
--
-- units_told  reporting units that have said how many it is, or none
with asked as (
    select unit_code from children($units, $unit)
    union all
    select $unit as unit_code
    where $units is null or list_contains($units, $unit)
),

told as (
    select
        asked.unit_code,
        said.reason,
        sum(said.persons)::bigint as persons,
        count(*) as units_told,
        min(said.told_on) filter (said.persons > 0) as told_from,
        max(said.told_on) as told_last
    from asked
    inner join lineage on asked.unit_code = lineage.ancestor_code
    inner join reasons_told($as_of, $measure) as said on lineage.unit_code = said.unit_code
    group by asked.unit_code, said.reason
)

select
    told.unit_code,
    units.name_vi,
    units.name_en,
    told.reason,
    listed_reasons.owed,
    told.persons,
    told.units_told,
    told.told_from,
    told.told_last
from told
inner join units on told.unit_code = units.unit_code
inner join listed_reasons on told.reason = listed_reasons.reason
order by units.depth asc, told.unit_code asc, told.persons desc, told.reason asc;
