-- The pace of every unit in every measure beside the plan. Days ahead are those of the earned schedule (Lipke 2003):
-- the day on which the plan had what is there minus the last full day; once the target is reached, the deadline minus
-- the day on which it was.
--
-- grain    one row per unit and measure
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure project position target deadline issued_on full_until rate_7d total total_full remaining
--          completion earned_on planned state reached_on best_rate_7d earned_days days_ahead spi_t
--
-- position      place in the order of the stages
-- total_full    total on the last full day
-- best_rate_7d  the most that seven days in a row brought, or the pace there is now
-- reached_on    first day from which the total never fell below the target again
with compared as (
    select
        schedule.*,
        histories.reached_on,
        greatest(histories.best_week, schedule.rate_7d) as best_rate_7d,
        case
            when schedule.target is null or schedule.target = 0 then null
            when histories.reached_on is not null then schedule.deadline - schedule.first_on + 1
            else schedule.earned_on - schedule.first_on + 1 + schedule.earned_part
        end::double as earned_days,
        least(schedule.full_until, coalesce(histories.reached_on, schedule.full_until)) - schedule.first_on + 1
            as elapsed_days
    from schedule($chosen, $which) as schedule
    left join histories($as_of, $chosen, $which) as histories
        on schedule.unit_code = histories.unit_code and schedule.measure = histories.measure
)

select
    * exclude (first_on, earned_part, gap, elapsed_days),
    case
        when target is null or target = 0 or full_until is null then null
        when reached_on is not null then deadline - reached_on
        else gap
    end::double as days_ahead,
    case when elapsed_days > 0 then earned_days / elapsed_days end as spi_t
from compared
