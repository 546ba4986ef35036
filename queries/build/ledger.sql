-- The ledger: what every assertion adds to what was known before it.
--
-- Assertions are taken in the order of the day they were reported and, within a day, of arrival. The rows with
-- `reported_on <= as_of` add up to what was known on that day, whatever the order in which files came in.
--
-- grain    one row per delivery, day of the report, day, unit and measure of the slices where something changes
-- column   delivery_id  varchar  the delivery that changes it
-- column   reported_on  date     day on which it was said
-- column   date         date     day on which it happened
-- column   unit_code    varchar  reporting unit
-- column   measure      varchar  measure id
-- column   delta        bigint   items more, or fewer, than was known
with
-- What moves a level must not move the totals after it: the next total takes it back.
moved as (
    select
        * exclude (goes_back),
        date + 1 as free_from
    from total_changes
    where goes_back
    union all by name
    select
        *,
        date as free_from
    from count_changes
    semi join total_changes using (unit_code, measure)
),

taken_back as (
    select
        moved.delivery_id,
        moved.reported_on,
        moved.date as moved_on,
        moved.unit_code,
        moved.measure,
        moved.moment,
        moved.free_from,
        min(totals.date) as date,
        -moved.delta as delta
    from moved
    inner join total_changes as totals
        on
            moved.unit_code = totals.unit_code
            and moved.measure = totals.measure
            and totals.date >= moved.free_from
            and totals.moment < moved.moment
    group by all
),

changes as (
    select * from count_changes
    union all by name
    select * exclude (goes_back) from total_changes
    union all by name
    select * exclude (moved_on, free_from) from taken_back
)

select
    delivery_id,
    reported_on,
    date,
    unit_code,
    measure,
    cast(sum(delta) as bigint) as delta
from changes
group by all
having sum(delta) <> 0
