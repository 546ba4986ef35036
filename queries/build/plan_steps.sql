-- The plan of every measure, from the day before it begins, each day with what the next one adds. Where the plan rests,
-- only the last day of its level.
--
-- grain    one row per measure, deadline and day after which the plan rises, and its last; the day before it begins
--          is one of its days
-- column   measure   varchar  measure id
-- column   deadline  date     day on which the target is due
-- column   date      date     day of the plan
-- column   fraction  double   share of the target that the plan has at the end of that day
-- column   step      double   what the next day adds to it; null on the last day
with days as (
    select * from plan_curve
    union all by name
    select
        measure,
        deadline,
        first_on - 1 as date,
        0 as fraction
    from plan_starts
)

select
    *,
    lead(fraction) over (partition by measure, deadline order by date) - fraction as step
from days
qualify step is null or step > 0
order by measure, deadline, date
