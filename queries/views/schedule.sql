-- The position of every unit in every measure beside the plan: on which day the plan had what is there on the last full
-- day, and what to call that. Where the plan rests, the last day of its level counts.
--
-- grain    one row per unit and measure
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure project position target deadline issued_on full_until rate_7d total total_full remaining
--          completion earned_on earned_part first_on gap planned state
--
-- position     place in the order of the stages
-- total_full   total on the last full day
-- earned_part  share of the next day's step that is there as well
-- first_on     first day of the plan
-- gap          days, earned_on with its part − full_until; what days_ahead is until the target is reached
with earned as (
    select
        positions.*,
        steps.date as earned_on,
        coalesce(least((positions.fraction_full - steps.fraction) / nullif(steps.step, 0), 1), 0) as earned_part
    from (
        select
            *,
            total_full / nullif(target, 0) as fraction_full
        from positions($chosen, $which)
    ) as positions
    asof left join plan_steps as steps
        on
            positions.measure = steps.measure
            and positions.deadline = steps.deadline
            and positions.fraction_full >= steps.fraction
),

compared as (
    select
        earned.* exclude (fraction_full),
        starts.first_on,
        case
            when earned.target is not null and earned.target <> 0 and earned.full_until is not null
                then (earned.earned_on - earned.full_until) + earned.earned_part
        end::double as gap,
        earned.target * plan_curve.fraction as planned
    from earned
    left join plan_starts as starts on earned.measure = starts.measure and earned.deadline = starts.deadline
    left join plan_curve
        on
            earned.measure = plan_curve.measure
            and earned.deadline = plan_curve.deadline
            and least(earned.full_until, earned.deadline) = plan_curve.date
)

select
    compared.*,
    case
        when coalesce(compared.target, 0) = 0 then 'no_target'
        when last_full_days.units_silent = last_full_days.units_expected then 'silent'
        when compared.remaining = 0 then 'complete'
        when compared.gap < -1 then 'behind'
        when compared.gap > 1 then 'ahead'
        when compared.gap is not null then 'on_plan'
    end as state
from compared
left join last_full_days on compared.unit_code = last_full_days.unit_code
