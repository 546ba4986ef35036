-- Days on which work rests: the root's holidays, before and after as_of.
--
-- grain    one row per day, oldest first
-- column   date  date  a holiday
select distinct unnest(generate_series(events.first_on, events.last_on, interval 1 day))::date as date
from events
inner join units on events.unit_code = units.unit_code
where events.kind = 'holiday' and units.depth = 0
order by date;
