-- The days on which nobody works in a unit: its weekdays of rest, and the events that the campaign calls rest.
--
-- grain    one row per reporting unit and day of rest
-- param    $as_of             date       until this day, and at most 90 days beyond the last one told
-- columns  unit_code date
with span as (
    select
        min(date) as first_on,
        max(date) + 90 as last_on
    from told_days
),

calendar as (
    select unnest(generate_series(first_on, least(last_on, $as_of), interval 1 day))::date as date
    from span
),

weekly as (
    select calendar.date
    from calendar
    inner join rest_weekdays on isodow(calendar.date) = rest_weekdays.weekday
)

select
    units.unit_code,
    weekly.date
from units
cross join weekly
where units.reports
union
select
    lineage.unit_code,
    unnest(generate_series(events.first_on, least(events.last_on, $as_of), interval 1 day))::date as date
from events
inner join rest_events on events.kind = rest_events.kind
inner join lineage on events.unit_code = lineage.ancestor_code
inner join units on lineage.unit_code = units.unit_code
where units.reports
