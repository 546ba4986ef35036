-- The units that report at or below a unit, those of them that the reader may see.
--
-- grain    one row per unit
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code
-- columns  unit_code
select units.unit_code
from lineage
inner join units on lineage.unit_code = units.unit_code
where
    lineage.ancestor_code = $unit
    and units.reports
    and ($units is null or list_contains($units, units.unit_code))
