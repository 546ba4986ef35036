-- With what a unit works: how many of each resource lie with it and the units below it, as each told last.
--
-- grain    one row per resource that somebody told of, by its id
-- params   $units $unit $own $as_of
-- columns  resource number number_own units_tell first_told last_told communes communes_all units_reach
--
-- number_own  null of a unit for which the reader does not answer: only its total is for their eyes
with theirs as (
    select list(unit_code) as listed from lineage
    where ancestor_code = $own
)

select
    resource,
    number,
    case when $own is null or list_contains(theirs.listed, $unit) then number_own end as number_own,
    units_tell,
    first_told,
    last_told,
    communes,
    communes_all,
    units_reach
from resources_now($as_of, [$unit])
cross join theirs
where $units is null or list_contains($units, $unit)
order by resource;
