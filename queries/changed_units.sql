-- Which units directly below a unit are new, and which have ended.
--
-- grain    one row per unit below that began or ended within the campaign until a day, the latest change first
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en valid_from valid_to successor_vi successor_en
--
-- $as_of   changes until this day
select
    units.unit_code,
    units.name_vi,
    units.name_en,
    units.valid_from,
    case when units.valid_to < $as_of then units.valid_to end as valid_to,
    coalesce(string_agg(heirs.name_vi, ', ' order by successors.place), '') as successor_vi,
    coalesce(string_agg(heirs.name_en, ', ' order by successors.place), '') as successor_en
from snapshot.main.units as units
left join successors on units.unit_code = successors.unit_code
left join snapshot.main.units as heirs on successors.successor_code = heirs.unit_code
where
    units.parent_code = $unit
    and (units.valid_from <= $as_of or units.valid_to < $as_of)
    and ($units is null or list_contains($units, units.unit_code))
group by
    units.unit_code,
    units.name_vi,
    units.name_en,
    units.valid_from,
    units.valid_to
order by coalesce(units.valid_to, units.valid_from) desc, units.unit_code;
