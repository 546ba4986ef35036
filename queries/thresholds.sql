-- When one measure of one unit passed 25, 50, 80 and 100 % of its target, and when the plan had it.
--
-- grain    one row per share of the target in force, the smallest first; none without a target
-- params   $units $unit $measure $as_of
-- columns  threshold items planned_on reached_on days_ahead
--
-- reached_on  first day from which they were always there; null if they are not
-- days_ahead  days, planned_on − reached_on; else planned_on − as_of, once it is past
with shares as (
    select
        targets.unit_code,
        targets.measure,
        targets.deadline,
        shares.share,
        ceil(shares.share * targets.target)::bigint as items
    from targets_in_force as targets
    cross join (values (0.25), (0.5), (0.8), (1.0)) as shares (share)
    where
        targets.unit_code = $unit
        and targets.measure = $measure
        and targets.target > 0
        and ($units is null or list_contains($units, targets.unit_code))
),

planned as (
    select
        shares.share,
        min(plan_curve.date) as planned_on
    from shares
    inner join plan_curve on shares.measure = plan_curve.measure and shares.deadline = plan_curve.deadline
    where plan_curve.fraction >= shares.share - 1e-9
    group by shares.share
),

days as (
    select
        shares.share,
        daily.date,
        max(daily.date) filter (daily.total < shares.items) over (partition by shares.share) as last_below
    from shares
    cross join daily($as_of, [$unit], $measure) as daily
),

reached as (
    select
        share,
        min(date) as reached_on
    from days
    where date > coalesce(last_below, date '0001-01-01')
    group by share
)

select
    shares.share::double as threshold,
    shares.items,
    planned.planned_on,
    reached.reached_on,
    case
        when reached.reached_on is not null then planned.planned_on - reached.reached_on
        when planned.planned_on < $as_of then planned.planned_on - $as_of
    end::double as days_ahead
from shares
left join planned on shares.share = planned.share
left join reached on shares.share = reached.share
order by shares.share;
