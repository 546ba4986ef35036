-- Where one unit stands in every measure: done, target, pace and plan.
--
-- grain    one row per measure, in the order of the stages
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code
-- param    $measure          varchar    measure id; null means all
-- param    $as_of            date       what was reported until this day
-- column   unit_code         varchar    unit code
-- column   measure           varchar    measure id
-- column   project           varchar    project id
-- column   total             bigint     items until as_of, provisional days included
-- column   target            bigint     items, the target in force on as_of
-- column   deadline          date       of that target
-- column   as_of             date       the day asked for
-- column   completion        double     total ÷ target
-- column   remaining         bigint     items missing from the target on the last full day, 0 once it is reached
-- column   full_until        date       last day for which every expected unit has reported
-- column   rate_7d           double     items a day, mean of the 7 full days up to full_until
-- column   best_rate_7d      double     items a day, the best 7 days ever
-- column   required_rate     double     items a day from full_until to the deadline; null when reached or past
-- column   required_to_best  double     required_rate ÷ best_rate_7d; above 1 the unit must beat its own record
-- column   reached_on        date       day on which the target was reached
-- column   planned           double     items the plan has on full_until; null before the plan begins
-- column   earned_on         date       day on which the plan had what is there on full_until
-- column   days_ahead        double     days, earned schedule: ahead above 0, behind below
-- column   earned_days       double     days of plan that are done: from the plan's start to the earned day
-- column   spi_t             double     earned_days ÷ days gone by since the plan's start; below 1 is late
-- column   projected_on      date       day of completion at rate_7d; null at rest or beyond ten years
-- column   waiting           bigint     items the stage before has passed on and this one has not yet done
-- column   backlog_days      double     days of work that wait: waiting ÷ rate_7d (Little's law)
-- column   slowest           boolean    the stage of its project before which most items wait
select
    unit_code,
    measure,
    project,
    total,
    target,
    deadline,
    as_of,
    completion,
    remaining,
    full_until,
    rate_7d,
    best_rate_7d,
    required_rate,
    required_to_best,
    reached_on,
    planned,
    earned_on,
    days_ahead,
    earned_days,
    spi_t,
    projected_on,
    waiting,
    backlog_days,
    coalesce(waiting > 0 and waiting = max(waiting) over (partition by project), false) as slowest
from standing($as_of, [$unit], null)
where $units is null or list_contains($units, unit_code)
qualify $measure is null or measure = $measure
order by position;
