-- The first day of every plan.
--
-- grain    one row per measure and deadline
-- column   measure   varchar  measure id
-- column   deadline  date     day on which the target is due
-- column   first_on  date     first day of the plan
select
    measure,
    deadline,
    min(date) as first_on
from plan_curve
group by measure, deadline
order by measure, deadline
