-- What every unit has done of every measure by a day, at what pace, and what the target leaves to do.
-- Pace looks at full days only; `total` has everything known.
--
-- grain    one row per unit and measure
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure project position target deadline issued_on full_until rate_7d best_rate_7d reached_on
--          total remaining fraction_full
--
-- position       place in the order of the stages
-- fraction_full  share of the target done on the last full day
with last_full_days as (
    select * from last_full_days($as_of)
),

in_force as (
    select * from targets_in_force($as_of)
),

rates as (
    select
        daily.unit_code,
        daily.measure,
        arg_max(daily.total, daily.date) as total,
        arg_max(daily.total, daily.date) filter (daily.date <= last_full_days.full_until) as total_full,
        sum(daily.flow) filter (
            daily.date <= last_full_days.full_until and daily.date > last_full_days.full_until - 7
        ) / 7.0 as rate_7d,
        max(daily.week) filter (daily.date <= last_full_days.full_until) / 7.0 as best_rate_7d,
        min(daily.date) filter (daily.total >= in_force.target) as reached_on
    from daily($as_of, $chosen, $which) as daily
    inner join last_full_days on daily.unit_code = last_full_days.unit_code
    left join in_force on daily.unit_code = in_force.unit_code and daily.measure = in_force.measure
    group by daily.unit_code, daily.measure
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
    rates.best_rate_7d,
    rates.reached_on,
    coalesce(rates.total, 0) as total,
    greatest(in_force.target - coalesce(rates.total_full, 0), 0) as remaining,
    coalesce(rates.total_full, 0) / nullif(in_force.target, 0) as fraction_full
from units
cross join measures
left join last_full_days on units.unit_code = last_full_days.unit_code
left join rates on units.unit_code = rates.unit_code and measures.measure = rates.measure
left join in_force on units.unit_code = in_force.unit_code and measures.measure = in_force.measure
where units.unit_code in (select unnest($chosen)) and ($which is null or measures.measure = $which)
