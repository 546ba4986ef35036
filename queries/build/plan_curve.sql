-- The plan of every measure, for every deadline it was ever given.
--
-- From the first day of the measure's plan to the deadline the share grows from the baseline's to 1: evenly, or
-- slowly at both ends (3x² − 2x³, the smoothest polynomial that starts and ends level).
--
-- grain    one row per measure, deadline and day of the plan
-- param    $shape    varchar  s-curve or linear
-- column   measure   varchar  measure id
-- column   deadline  date     day on which the target is due
-- column   date      date     day of the plan
-- column   fraction  double   share of the target that the plan has reached at the end of the day
with
deadlines as (
    select distinct
        plans.measure,
        targets.deadline,
        plans.first_on,
        plans.baseline_share
    from targets
    inner join plans on targets.measure = plans.measure
    where targets.deadline >= plans.first_on
),

days as (
    select
        *,
        unnest(generate_series(first_on, deadline, interval 1 day))::date as date
    from deadlines
),

elapsed as (
    select
        *,
        (date - first_on + 1) / (deadline - first_on + 1) as share
    from days
)

select
    measure,
    deadline,
    date,
    baseline_share + (1 - baseline_share) * case
        when $shape = 'linear' then share
        else share * share * (3 - 2 * share)
    end as fraction
from elapsed
order by all
