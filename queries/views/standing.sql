-- Where every unit stands in every measure on a day: what is done, at what pace, where the plan had it, and what that
-- means for the days to come. Position is everything known on the day; pace and plan look at full days only.
--
-- grain    one row per unit and measure
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure project position target deadline issued_on full_until rate_7d total remaining completion
--          earned_on planned state reached_on best_rate_7d earned_days days_ahead spi_t required_by required_rate
--          past_due waiting as_of required_to_best projected_on backlog_days
--
-- position  place in the order of the stages
with final_days as (
    select
        in_force.measure,
        in_force.deadline
    from targets_in_force as in_force
    inner join units on in_force.unit_code = units.unit_code
    where units.depth = 0
),

ahead as (
    select
        schedule.*,
        case
            when schedule.remaining = 0 then null
            when schedule.deadline > $as_of then schedule.deadline
            when final_days.deadline > $as_of then final_days.deadline
        end as required_by,
        schedule.remaining / (required_by - $as_of) as required_rate,
        coalesce(schedule.remaining > 0 and schedule.deadline < $as_of, false) as past_due,
        lag(schedule.total) over (
            partition by schedule.unit_code, schedule.project order by schedule.position
        ) - schedule.total as waiting
    from earned_schedule($as_of, $chosen, $which) as schedule
    left join final_days on schedule.measure = final_days.measure
)

select
    * exclude (total_full),
    $as_of as as_of,
    required_rate / nullif(best_rate_7d, 0) as required_to_best,
    case
        when remaining = 0 then reached_on
        when rate_7d > 0 and (target - total_full) / rate_7d < 3650
            then greatest(full_until + ceil((target - total_full) / rate_7d)::integer, $as_of + 1)
    end as projected_on,
    waiting / nullif(rate_7d, 0) as backlog_days
from ahead
