-- The target of every unit and measure that was in force on a day: the one issued last.
create or replace macro targets_in_force(as_of) as table
select
    unit_code,
    measure,
    arg_max(target, issued_on) as target,
    arg_max(deadline, issued_on) as deadline,
    max(issued_on) as issued_on
from targets
where issued_on <= as_of
group by unit_code, measure;
