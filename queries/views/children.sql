-- The units directly below a unit, those of them that the reader may see.
--
-- grain    one row per unit
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code of the unit above
-- column   unit_code         varchar    unit code
-- column   name_vi           varchar    name in Vietnamese
-- column   name_en           varchar    name in English
select
    unit_code,
    name_vi,
    name_en
from units
where parent_code = $unit and ($units is null or list_contains($units, unit_code))
