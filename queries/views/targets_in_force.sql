-- The target of every unit and measure that was in force on a day: the one issued last.
--
-- grain    one row per unit and measure with a target
-- param    $as_of             date       what was reported until this day
-- column   unit_code         varchar    unit code
-- column   measure           varchar    measure id
-- column   target            bigint     items
-- column   deadline          date       last day for them
-- column   issued_on         date       day on which the target was issued
select
    unit_code,
    measure,
    arg_max(target, issued_on) as target,
    arg_max(deadline, issued_on) as deadline,
    max(issued_on) as issued_on
from targets
where issued_on <= $as_of
group by unit_code, measure
