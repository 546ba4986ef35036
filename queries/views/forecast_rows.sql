-- What a forecast of a unit speaks of: the unit and those directly below it, with every measure of a project.
--
-- grain    one row per unit and measure
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code
-- param    $which            varchar    any measure of the project
-- columns  unit_code depth measure position
--
-- position  place in the order of the stages
select
    units.unit_code,
    units.depth,
    measures.measure,
    measures.position
from units
cross join measures
inner join measures as asked on measures.project = asked.project
where
    asked.measure = $which
    and (units.unit_code = $unit or units.parent_code = $unit)
    and ($units is null or list_contains($units, units.unit_code))
