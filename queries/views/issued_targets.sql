-- Every target that one unit was given for one measure until a day, if the reader may see the unit.
--
-- grain    one row per target
-- param    $as_of            date       targets issued until this day
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code
-- param    $which            varchar    measure id
-- columns  unit_code measure target deadline issued_on issued_by
select *
from targets
where
    unit_code = $unit and measure = $which and issued_on <= $as_of
    and ($units is null or list_contains($units, unit_code))
