-- The pace of every unit in every measure beside the plan: on which day the plan had what is there on the last full
-- day. Days ahead are those of the earned schedule (Lipke 2003): that day minus the last full day; once the target is
-- reached, the deadline minus the day on which it was. Where the plan rests, the last day of its level counts.
--
-- grain    one row per unit and measure
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure project position target deadline issued_on full_until rate_7d best_rate_7d reached_on
--          total total_full remaining earned_on earned_days planned days_ahead spi_t
--
-- position    place in the order of the stages
-- total_full  total on the last full day
with earned as (
    select
        pace.*,
        steps.date as earned_on,
        coalesce(least((pace.fraction_full - steps.fraction) / nullif(steps.step, 0), 1), 0) as earned_part
    from (
        select
            *,
            total_full / nullif(target, 0) as fraction_full
        from pace($as_of, $chosen, $which)
    ) as pace
    asof left join plan_steps as steps
        on
            pace.measure = steps.measure
            and pace.deadline = steps.deadline
            and pace.fraction_full >= steps.fraction
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
    left join plan_starts as starts on earned.measure = starts.measure and earned.deadline = starts.deadline
    left join plan_curve
        on
            earned.measure = plan_curve.measure
            and earned.deadline = plan_curve.deadline
            and least(earned.full_until, earned.deadline) = plan_curve.date
)

select
    * exclude (fraction_full, planned_fraction, earned_part, elapsed_days),
    target * planned_fraction as planned,
    case
        when target is null or target = 0 or full_until is null then null
        when reached_on is not null then deadline - reached_on
        else (earned_on - full_until) + earned_part
    end::double as days_ahead,
    case when elapsed_days > 0 then earned_days / elapsed_days end as spi_t
from compared
