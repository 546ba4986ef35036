-- Where one unit stands in every measure: done, target, pace and plan.
--
-- grain    one row per measure, in the order of the stages
-- params   $units $unit $measure $as_of
-- columns  unit_code measure project total target deadline as_of completion remaining full_until rate_7d best_rate_7d
--          required_rate required_to_best reached_on planned earned_on days_ahead earned_days spi_t projected_on
--          waiting backlog_days slowest
--
-- $measure  measure id; null means all
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
