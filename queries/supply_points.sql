-- What was published of supplies in store, of a unit.
--
-- grain    one row per published point, oldest first
-- params   $units $unit $as_of
-- columns  date supply value qualifier source_title
--
-- supply  supply id
select
    milestones.date,
    supply_kinds.supply,
    milestones.value,
    milestones.qualifier,
    milestones.source_title
from milestones
inner join supply_kinds on milestones.measure = 'supplies.' || supply_kinds.supply
where
    milestones.unit_code = $unit
    and milestones.date <= $as_of
    and ($units is null or list_contains($units, $unit))
order by milestones.date, supply_kinds.position, milestones.value;
