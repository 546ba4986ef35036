-- The ledger at every level: what each unit and each unit above it gained.
--
-- grain    one row per unit, measure, day and day of the report of the slices where something changes
-- column   unit_code    varchar  a unit of any level
-- column   measure      varchar  measure id
-- column   date         date     day on which it happened
-- column   reported_on  date     day on which it was said
-- column   delta        bigint   items more, or fewer, than was known
select
    lineage.ancestor_code as unit_code,
    counts.measure,
    counts.date,
    counts.reported_on,
    cast(sum(counts.delta) as bigint) as delta
from counts
semi join slices using (measure, date)
inner join lineage on counts.unit_code = lineage.unit_code
group by all
having sum(counts.delta) <> 0
