-- With what a unit works: how many of each resource lie with it and the units below it, as each told last.
--
-- grain    one row per resource that somebody told of, by its id
-- params   $units $unit $as_of
-- columns  resource number number_own units_tell first_told last_told communes communes_all units_reach
select * exclude (unit_code)
from resources_now($as_of)
where unit_code = $unit and ($units is null or list_contains($units, $unit))
order by resource;
