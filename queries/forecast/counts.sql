-- Items of every unit right below a unit, by measure and day, as known on a day.
--
-- grain    one row per unit, measure and day with items or revisions, by unit, measure and day
-- param    $unit      varchar  unit code of the parent
-- param    $as_of     date     only what was reported by this day, and happened by it
-- column   unit_code  varchar  unit code
-- column   measure    varchar  measure id
-- column   date       date     day on which it happened
-- column   count      bigint   items of that day
select
    progress.unit_code,
    progress.measure,
    progress.date,
    sum(progress.delta)::bigint as count
from progress
inner join units on progress.unit_code = units.unit_code
where
    units.parent_code = $unit
    and progress.reported_on <= $as_of
    and progress.date <= $as_of
group by progress.unit_code, progress.measure, progress.date
order by progress.unit_code, progress.measure, progress.date;
