-- What is left of the target of one measure of one unit day by day, and what its plan leaves.
--
-- grain    one row per day from the first with a count or a plan to the deadline, oldest first; none without a target.
--          The last is the last full day where that comes after the deadline
-- params   $units $unit $measure $as_of
-- columns  date actual_left planned_left
with aim as (
    select
        targets_in_force.measure,
        targets_in_force.target,
        targets_in_force.deadline,
        last_full_days.full_until
    from targets_in_force
    inner join last_full_days on targets_in_force.unit_code = last_full_days.unit_code
    where
        targets_in_force.unit_code = $unit
        and targets_in_force.measure = $measure
        and ($units is null or list_contains($units, targets_in_force.unit_code))
),

done as (
    select
        date,
        total
    from daily($as_of, [$unit], $measure)
),

planned as (
    select
        plan_curve.date,
        round_even(aim.target - aim.target * plan_curve.fraction, 0)::bigint as planned_left
    from aim
    inner join plan_curve on aim.measure = plan_curve.measure and aim.deadline = plan_curve.deadline
),

days as (
    select
        target,
        full_until,
        unnest(generate_series(
            least(full_until, (select min(done.date) from done), (select min(planned.date) from planned)),
            greatest(full_until, deadline),
            interval 1 day
        ))::date as date
    from aim
)

select
    days.date,
    case when days.date <= days.full_until then days.target - coalesce(done.total, 0) end as actual_left,
    planned.planned_left
from days
asof left join done on days.date >= done.date
asof left join planned on days.date >= planned.date
order by days.date;
