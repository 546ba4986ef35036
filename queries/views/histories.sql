-- What only the days of a unit tell: its best week, and since when its target is reached.
--
-- grain    one row per unit and measure with a count
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure best_week reached_on
--
-- best_week   items a day in the best seven days in a row up to the last full day
-- reached_on  first day from which the total never fell below the target again
select
    daily.unit_code,
    daily.measure,
    max(daily.week) filter (daily.date <= last_full_days.full_until) / 7.0 as best_week,
    case
        when any_value(in_force.target) <= 0 then null
        when min(daily.total) >= any_value(in_force.target) then min(daily.date)
        else arg_max_null(daily.next_on, daily.date) filter (daily.total < in_force.target)
    end as reached_on
from daily($as_of, $chosen, $which) as daily
left join last_full_days on daily.unit_code = last_full_days.unit_code
left join targets_in_force as in_force
    on daily.unit_code = in_force.unit_code and daily.measure = in_force.measure
group by daily.unit_code, daily.measure
