-- The first day of every plan.
--
-- grain    one row per measure and deadline
-- columns  measure deadline first_on
select
    measure,
    deadline,
    min(date) as first_on
from plan_curve
group by measure, deadline
