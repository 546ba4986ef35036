-- How many of each resource there are in a unit and in those directly below it, and what one of them does in a day.
--
-- Those figures of resource_work by which loans are reckoned: without the like units of each it takes a third.
--
-- grain    one row per unit and resource told of, by code
-- params   $units $unit $measure $as_of
-- columns  unit_code resource number items_each
--
-- $measure     what the resources work on
with shown as (
    select list(unit_code) as listed from units
    where (unit_code = $unit or parent_code = $unit) and ($units is null or list_contains($units, unit_code))
)

select
    now.unit_code,
    now.resource,
    now.number,
    paces.items_each
from resources_now($as_of, (select shown.listed from shown)) as now
left join resource_paces($as_of, (select shown.listed from shown), $measure) as paces
    on now.unit_code = paces.unit_code and now.resource = paces.resource
order by now.unit_code, now.resource;
