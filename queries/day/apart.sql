-- What was in totals and in no pace of its day, as known on a day, at every level: openings, revisions and lumps.
--
-- grain    one row per unit, measure and day with items set apart
-- param    $as_of             date       what was reported until this day
-- columns  unit_code measure date items
select
    lineage.ancestor_code as unit_code,
    set_apart.measure,
    set_apart.date,
    sum(set_apart.items)::bigint as items
from set_apart
inner join lineage on set_apart.unit_code = lineage.unit_code
where set_apart.reported_on <= $as_of and set_apart.date <= $as_of
group by lineage.ancestor_code, set_apart.measure, set_apart.date
having sum(set_apart.items) <> 0
