-- The days on which nobody works in a unit: its weekdays of rest, and the events that the campaign calls rest.
--
-- grain    one row per reporting unit and day of rest
-- param    $as_of      date  until this day
-- columns  unit_code date
select
    units.unit_code,
    days.date
from units
cross join (
    select unnest(generate_series((select min(date) from report_reach), $as_of, interval 1 day))::date as date
) as days
inner join rest_weekdays on isodow(days.date) = rest_weekdays.weekday
where units.reports
union
select
    lineage.unit_code,
    unnest(generate_series(events.first_on, least(events.last_on, $as_of), interval 1 day))::date as date
from events
inner join rest_events on events.kind = rest_events.kind
inner join lineage() as lineage on events.unit_code = lineage.ancestor_code
inner join units on lineage.unit_code = units.unit_code
where units.reports
