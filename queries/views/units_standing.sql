-- Where chosen units stand in one measure, with their names and what to call it.
--
-- grain    one row per chosen unit
-- param    $as_of            date       what was reported until this day
-- param    $chosen           varchar[]  unit codes asked for
-- param    $which            varchar    measure id
-- columns  unit_code name_vi name_en region eligible total target completion remaining deadline days_ahead rate_7d
--          rate_per_1000 required_by required_rate required_to_best past_due full_until units_silent state
select
    standing.unit_code,
    units.name_vi,
    units.name_en,
    units.region,
    units.eligible,
    standing.total,
    standing.target,
    standing.completion,
    standing.remaining,
    standing.deadline,
    standing.days_ahead,
    standing.rate_7d,
    1000 * standing.rate_7d / nullif(units.eligible, 0) as rate_per_1000,
    standing.required_by,
    standing.required_rate,
    standing.required_to_best,
    standing.past_due,
    standing.full_until,
    coalesce(last_full_days.units_silent, 0) as units_silent,
    standing.state
from standing($as_of, $chosen, $which) as standing
inner join units on standing.unit_code = units.unit_code
left join last_full_days on standing.unit_code = last_full_days.unit_code
