-- Where every unit stands in every measure on a day: what is done, at what pace, where the plan had it, and what that
-- means for the days to come. Pace and plan look at full days only; `total` has everything known.
--
-- grain    one row per unit and measure
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure project position target deadline issued_on full_until rate_7d best_rate_7d reached_on
--          total remaining earned_on earned_days planned days_ahead spi_t required_rate waiting as_of completion
--          required_to_best projected_on backlog_days
--
-- position  place in the order of the stages
with ahead as (
    select
        *,
        case when remaining > 0 then remaining / nullif(greatest(deadline - full_until, 0), 0) end as required_rate,
        lag(total) over (partition by unit_code, project order by position) - total as waiting
    from earned_schedule($as_of, $chosen, $which)
)

select
    *,
    $as_of as as_of,
    total / nullif(target, 0) as completion,
    required_rate / nullif(best_rate_7d, 0) as required_to_best,
    case
        when remaining = 0 then reached_on
        when rate_7d > 0 and remaining / rate_7d < 3650 then full_until + ceil(remaining / rate_7d)::integer
    end as projected_on,
    waiting / nullif(rate_7d, 0) as backlog_days
from ahead
