-- Targets in force on a day, of a unit and of the level right below it.
--
-- grain    one row per unit and measure that has a target, by unit and measure
-- param    $unit      varchar  unit code of the parent
-- param    $as_of     date     targets issued until this day
-- column   unit_code  varchar  unit code
-- column   measure    varchar  measure id
-- column   target     bigint   items at the deadline
-- column   deadline   date     last day of the plan
select
    targets.unit_code,
    targets.measure,
    targets.target,
    targets.deadline
from targets_in_force as targets
inner join units on targets.unit_code = units.unit_code
where units.unit_code = $unit or units.parent_code = $unit
order by targets.unit_code, targets.measure;
