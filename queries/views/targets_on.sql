-- The target of every unit and measure that was in force on a day: the one issued last. A unit that was not there has
-- none.
--
-- grain    one row per unit and measure with a target
-- param    $as_of             date       targets issued until this day
-- columns  unit_code measure target deadline issued_on
select
    targets.unit_code,
    targets.measure,
    arg_max(targets.target, targets.issued_on) as target,
    arg_max(targets.deadline, targets.issued_on) as deadline,
    max(targets.issued_on) as issued_on
from targets
inner join units on targets.unit_code = units.unit_code
where
    targets.issued_on <= $as_of
    and $as_of between coalesce(units.valid_from, $as_of) and coalesce(units.valid_to, $as_of)
group by targets.unit_code, targets.measure
