-- Where every unit is in every measure by a day, and at what pace: position is everything known on the day, pace what
-- was told up to the last full day.
--
-- grain    one row per unit and measure
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure project position target deadline issued_on full_until rate_7d best_rate_7d reached_on
--          total total_full remaining
--
-- position      place in the order of the stages
-- best_rate_7d  the most that seven days in a row brought, or the pace there is now
-- reached_on    first day from which the total never fell below the target again
-- total_full    total on the last full day
with in_force as (
    select * from targets_in_force
),

days as (
    select
        daily.*,
        in_force.target,
        last_full_days.full_until,
        max(daily.date) filter (daily.total < in_force.target) over (
            partition by daily.unit_code, daily.measure
        ) as last_below
    from daily($as_of, $chosen, $which) as daily
    left join last_full_days on daily.unit_code = last_full_days.unit_code
    left join in_force on daily.unit_code = in_force.unit_code and daily.measure = in_force.measure
),

sums as (
    select
        unit_code,
        measure,
        arg_max(total, date) as total,
        arg_max(total, date) filter (date <= full_until) as total_full,
        max(week) filter (date <= full_until) / 7.0 as best_week,
        min(date) filter (target > 0 and date > coalesce(last_below, date '0001-01-01')) as reached_on
    from days
    group by unit_code, measure
)

select
    units.unit_code,
    measures.measure,
    measures.project,
    measures.position,
    in_force.target,
    in_force.deadline,
    in_force.issued_on,
    last_full_days.full_until,
    rates.rate_7d,
    greatest(sums.best_week, rates.rate_7d) as best_rate_7d,
    sums.reached_on,
    coalesce(sums.total, 0) as total,
    coalesce(sums.total_full, 0) as total_full,
    case when in_force.target is not null then greatest(in_force.target - coalesce(sums.total, 0), 0) end as remaining
from units
cross join measures
left join last_full_days on units.unit_code = last_full_days.unit_code
left join sums on units.unit_code = sums.unit_code and measures.measure = sums.measure
left join rates
    on units.unit_code = rates.unit_code and measures.measure = rates.measure
left join in_force on units.unit_code = in_force.unit_code and measures.measure = in_force.measure
where units.unit_code in (select unnest($chosen)) and ($which is null or measures.measure = $which)
