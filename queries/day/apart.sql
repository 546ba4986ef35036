-- What was in totals and in no pace of its day, as known on a day, at every level: openings, revisions and lumps.
--
-- grain    one row per unit, measure and day with items set apart
-- param    $as_of             date       what was reported until this day
-- columns  unit_code measure date items
select
    unit_code,
    measure,
    date,
    sum(items)::bigint as items
from set_apart
where reported_on <= $as_of and date <= $as_of
group by unit_code, measure, date
having sum(items) <> 0
