-- Where one unit stands in every measure: done, target, pace and plan.
--
-- grain    one row per measure, in the order of the stages
-- params   $units $unit $measure $as_of
-- columns  unit_code measure project total target deadline as_of completion remaining full_until rate_7d best_rate_7d
--          required_by required_rate required_to_best past_due reached_on planned earned_on days_ahead earned_days
--          spi_t projected_on waiting backlog_days slowest largest_stock quotas_below
--
-- $measure       measure id; null means all
-- slowest        of its project the stage most days behind its plan, which is not done
-- largest_stock  of its project the stage before which most items wait, which is not done
with quotas as (
    select
        targets_in_force.measure,
        sum(targets_in_force.target)::bigint as quotas_below
    from targets_in_force
    inner join units on targets_in_force.unit_code = units.unit_code
    where units.parent_code = $unit
    group by targets_in_force.measure
)

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
    required_by,
    required_rate,
    required_to_best,
    past_due,
    reached_on,
    planned,
    earned_on,
    days_ahead,
    earned_days,
    spi_t,
    projected_on,
    waiting,
    backlog_days,
    coalesce(days_ahead < -1 and remaining > 0 and days_ahead = min(days_ahead) over open_stages, false) as slowest,
    coalesce(
        waiting > 0 and remaining is distinct from 0 and waiting = max(waiting) over open_stages, false
    ) as largest_stock,
    quotas.quotas_below
from standing($as_of, [$unit], null)
left join quotas using (measure)
where $units is null or list_contains($units, unit_code)
window open_stages as (partition by project, remaining is distinct from 0)
qualify $measure is null or measure = $measure
order by position;
