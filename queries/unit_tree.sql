-- All units, to choose from and to walk up and down in.
--
-- grain    one row per unit, the root first, then by level and code
-- param    $units       varchar[]  unit codes the reader may see; null means all
-- column   unit_code    varchar    unit code
-- column   parent_code  varchar    unit above; null for the root
-- column   level        varchar    level id
-- column   depth        bigint     0 for the root
-- column   name_vi      varchar    name in Vietnamese
-- column   name_en      varchar    name in English
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
