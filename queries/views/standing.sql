-- Where every unit stands in every measure on a day: what is done, at what pace, and where the plan had it.
-- Pace and plan look at full days only; `total` has everything known. Days ahead are those of the earned schedule
-- (Lipke 2003): the day on which the plan had today's total, minus today; once the target is reached, the deadline
-- minus the day on which it was.
--
-- grain    one row per unit and measure
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure project position total target deadline issued_on as_of completion full_until remaining
--          rate_7d best_rate_7d reached_on required_rate required_to_best planned earned_on days_ahead earned_days
--          spi_t projected_on waiting backlog_days
--
-- position  place in the order of the stages
with paces as (
    select
        daily.unit_code,
        daily.measure,
        arg_max(daily.total, daily.date) as total,
        arg_max(daily.total, daily.date) filter (daily.date <= full_days.full_until) as total_full,
        sum(daily.flow) filter (
            daily.date <= full_days.full_until and daily.date > full_days.full_until - 7
        ) / 7.0 as rate_7d,
        max(daily.week) filter (daily.date <= full_days.full_until) / 7.0 as best_rate_7d,
        min(daily.date) filter (daily.total >= targets.target) as reached_on
    from daily($as_of, $chosen, $which) as daily
    inner join full_days($as_of) as full_days on daily.unit_code = full_days.unit_code
    left join targets_in_force($as_of) as targets
        on daily.unit_code = targets.unit_code and daily.measure = targets.measure
    group by daily.unit_code, daily.measure
),

placed as (
    select
        units.unit_code,
        measures.measure,
        measures.project,
        measures.position,
        targets.target,
        targets.deadline,
        targets.issued_on,
        full_days.full_until,
        paces.rate_7d,
        paces.best_rate_7d,
        paces.reached_on,
        coalesce(paces.total, 0) as total,
        coalesce(paces.total_full, 0) as total_full,
        greatest(targets.target - coalesce(paces.total_full, 0), 0) as remaining,
        coalesce(paces.total_full, 0) / nullif(targets.target, 0) as fraction_full
    from units
    cross join measures
    left join full_days($as_of) as full_days on units.unit_code = full_days.unit_code
    left join paces on units.unit_code = paces.unit_code and measures.measure = paces.measure
    left join targets_in_force($as_of) as targets
        on units.unit_code = targets.unit_code and measures.measure = targets.measure
    where units.unit_code in (select unnest($chosen)) and ($which is null or measures.measure = $which)
),

steps as (
    select
        *,
        lead(fraction) over (partition by measure, deadline order by date) - fraction as step
    from (
        select * from plan_curve
        union all
        select
            measure,
            deadline,
            min(date) - 1 as date,
            0 as fraction
        from plan_curve
        group by measure, deadline
    ) as from_nothing
),

earned as (
    select
        placed.*,
        steps.date as earned_on,
        coalesce(least((placed.fraction_full - steps.fraction) / nullif(steps.step, 0), 1), 0) as earned_part
    from placed
    asof left join steps
        on
            placed.measure = steps.measure
            and placed.deadline = steps.deadline
            and placed.fraction_full >= steps.fraction
),

starts as (
    select
        measure,
        deadline,
        min(date) as first_on
    from plan_curve
    group by measure, deadline
),

compared as (
    select
        earned.*,
        plan_curve.fraction as planned_fraction,
        case
            when earned.target is null or earned.target = 0 then null
            when earned.reached_on is not null then earned.deadline - starts.first_on + 1
            else earned.earned_on - starts.first_on + 1 + earned.earned_part
        end::double as earned_days,
        least(earned.full_until, coalesce(earned.reached_on, earned.full_until)) - starts.first_on + 1 as elapsed_days
    from earned
    left join starts on earned.measure = starts.measure and earned.deadline = starts.deadline
    left join plan_curve
        on
            earned.measure = plan_curve.measure
            and earned.deadline = plan_curve.deadline
            and least(earned.full_until, earned.deadline) = plan_curve.date
)

select
    unit_code,
    measure,
    project,
    position,
    total,
    target,
    deadline,
    issued_on,
    $as_of as as_of,
    total / nullif(target, 0) as completion,
    full_until,
    remaining,
    rate_7d,
    best_rate_7d,
    reached_on,
    case when remaining > 0 then remaining / nullif(greatest(deadline - full_until, 0), 0) end as required_rate,
    case when remaining > 0 then remaining / nullif(greatest(deadline - full_until, 0), 0) end
    / nullif(best_rate_7d, 0) as required_to_best,
    target * planned_fraction as planned,
    earned_on,
    case
        when target is null or target = 0 or full_until is null then null
        when reached_on is not null then deadline - reached_on
        else (earned_on - full_until) + earned_part
    end::double as days_ahead,
    earned_days,
    case when elapsed_days > 0 then earned_days / elapsed_days end as spi_t,
    case
        when remaining = 0 then reached_on
        when rate_7d > 0 and remaining / rate_7d < 3650 then full_until + ceil(remaining / rate_7d)::integer
    end as projected_on,
    lag(total) over (partition by unit_code, project order by position) - total as waiting,
    (lag(total) over (partition by unit_code, project order by position) - total) / nullif(rate_7d, 0) as backlog_days
from compared
