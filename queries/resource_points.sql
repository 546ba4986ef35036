-- What was published of resources, of a unit and those below it, beside what extracts tell of the same day.
--
-- grain    one row per published point, oldest first
-- params   $units $unit $as_of
-- columns  date unit_code name_vi name_en aspect value number qualifier source_title
--
-- aspect  resources.KIND a number of them, resources.KIND.each what one does in a day, resources.KIND.all what all do
-- number  as extracts tell it for that day, of a number alone
with below as (
    select list(unit_code) as listed from lineage
    where ancestor_code = $unit
)

select
    milestones.date,
    milestones.unit_code,
    units.name_vi,
    units.name_en,
    milestones.measure as aspect,
    milestones.value,
    sum(known.number)::bigint as number,
    milestones.qualifier,
    milestones.source_title
from milestones
inner join lineage as area on milestones.unit_code = area.unit_code and area.ancestor_code = $unit
inner join units on milestones.unit_code = units.unit_code
left join lineage on milestones.unit_code = lineage.ancestor_code
left join known_resources($as_of, (select below.listed from below)) as known
    on
        lineage.unit_code = known.unit_code
        and milestones.measure = 'resources.' || known.resource
        and milestones.date between known.date and known.until_on
where
    starts_with(milestones.measure, 'resources.')
    and milestones.date <= $as_of
    and ($units is null or list_contains($units, milestones.unit_code))
group by all
order by milestones.date, milestones.unit_code, milestones.measure, milestones.value;
