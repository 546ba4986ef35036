-- What of the ledger must be derived anew: where something arrived.
--
-- A day of a measure depends on no other day of it, unless the measure was ever told as a total: then all days do.
--
-- grain    one row per measure and day
-- param    $before  bigint   order of arrival of the last assertion that the ledger at hand knows; 0 for none
-- column   measure  varchar  measure id
-- column   date     date     day on which it happened
with
arrived as (
    select
        measure,
        date
    from reports
    where version > $before
),

reaches as (
    select distinct
        measure,
        first_on,
        last_on
    from covers
    where version > $before
),

covered as (
    select
        reports.measure,
        reports.date
    from reports
    inner join reaches
        on
            reports.measure = reaches.measure
            and reports.date between reaches.first_on and reaches.last_on
),

touched as (
    select * from arrived
    union
    select * from covered
),

with_totals as (
    select distinct measure
    from reports
    semi join touched using (measure)
    where form = 'total'
)

select * from touched
union
select
    measure,
    date
from reports
semi join with_totals using (measure)
