-- What a unit's head is asked to confirm: its totals of a day, and what changed since they were confirmed last.
--
-- grain    one row per measure, in the order of the stages
-- params   $units $unit $as_of
-- columns  unit_code measure total confirmed_until confirmed change revised
--
-- confirmed  total that was confirmed last; null where nothing was
-- change     total less what was confirmed
-- revised    the part of that change which is of days that were confirmed
select
    units.unit_code,
    measures.measure,
    coalesce(totals.total, 0) as total,
    confirmed.confirmed_until,
    confirmed.confirmed,
    confirmed.total - confirmed.confirmed as change,
    confirmed.revised
from measures
inner join units on units.unit_code = $unit and ($units is null or list_contains($units, units.unit_code))
left join totals on units.unit_code = totals.unit_code and measures.measure = totals.measure
left join confirmed_totals($as_of) as confirmed
    on units.unit_code = confirmed.unit_code and measures.measure = confirmed.measure
order by measures.position;
