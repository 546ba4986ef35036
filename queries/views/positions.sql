-- Where every unit is in every measure by a day: sums of everything known on the day, and of what was told up to the
-- last full day, without a look at the days between.
--
-- grain    one row per unit and measure
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure project position target deadline issued_on full_until rate_7d total total_full remaining
--          completion
--
-- position      place in the order of the stages
-- total_full    total on the last full day
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
    coalesce(totals.total, 0) as total,
    coalesce(totals.total_full, 0) as total_full,
    case when in_force.target is not null then greatest(in_force.target - coalesce(totals.total, 0), 0) end
        as remaining,
    coalesce(totals.total, 0) / nullif(in_force.target, 0) as completion
from units
cross join measures
left join last_full_days on units.unit_code = last_full_days.unit_code
left join totals on units.unit_code = totals.unit_code and measures.measure = totals.measure
left join rates on units.unit_code = rates.unit_code and measures.measure = rates.measure
left join targets_in_force as in_force
    on units.unit_code = in_force.unit_code and measures.measure = in_force.measure
where units.unit_code in (select unnest($chosen)) and ($which is null or measures.measure = $which)
