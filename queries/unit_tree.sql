-- All units, to choose from and to walk up and down in.
--
-- grain    one row per unit, the root first, then by level and code
-- params   $units
-- columns  unit_code parent_code level depth name_vi name_en
select
    unit_code,
    parent_code,
    level,
    depth,
    name_vi,
    name_en
from units
where $units is null or list_contains($units, unit_code)
order by depth, unit_code;
