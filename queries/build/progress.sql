-- The ledger at every level: what each unit, each unit above it and whoever goes on with one of them gained.
--
-- grain    one row per unit, measure, day and day of the report of the slices where something changes
-- column   unit_code    varchar  a unit of any level
-- column   measure      varchar  measure id
-- column   date         date     day on which it happened
-- column   reported_on  date     day from which it is known of the unit: when it was said, or it took over
-- column   delta        bigint   items more, or fewer, than was known
select
    heirs.heir_code as unit_code,
    counts.measure,
    counts.date,
    greatest(counts.reported_on, heirs.from_on) as reported_on,
    cast(sum(part_of(counts.delta, counts.date, heirs.low, heirs.high)) as bigint) as delta
from counts
semi join slices using (measure, date)
inner join heirs on counts.unit_code = heirs.unit_code
group by all
having sum(part_of(counts.delta, counts.date, heirs.low, heirs.high)) <> 0
