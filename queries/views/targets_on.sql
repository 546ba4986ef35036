-- The target of every unit and measure that was in force on a day: the one issued last.
--
-- grain    one row per unit and measure with a target
-- param    $as_of             date       targets issued until this day
-- columns  unit_code measure target deadline issued_on
select
    unit_code,
    measure,
    arg_max(target, issued_on) as target,
    arg_max(deadline, issued_on) as deadline,
    max(issued_on) as issued_on
from targets
where issued_on <= $as_of
group by unit_code, measure
