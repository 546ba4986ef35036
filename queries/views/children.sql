-- The units directly below a unit, those of them that the reader may see.
--
-- grain    one row per unit
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code of the unit above
-- columns  unit_code name_vi name_en
select
    unit_code,
    name_vi,
    name_en
from units
where parent_code = $unit and ($units is null or list_contains($units, unit_code))
