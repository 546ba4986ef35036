-- What every count changes in its cell, and every silence of a record extract.
--
-- grain    one row per delivery, day of the report, day, unit and measure of the slices
-- column   delivery_id  varchar  the delivery that changes it
-- column   reported_on  date     day on which it was said
-- column   unit_code    varchar  reporting unit
-- column   measure      varchar  measure id
-- column   date         date     day on which it happened
-- column   moment       bigint   place in the order of assertions
-- column   delta        bigint   items more, or fewer, than was last said of the cell
with
said as (
    select * from assertions('count')
),

covered as (
    select
        *,
        moment_of(reported_on, version) as moment
    from covers
),

-- A record extract says nought of the days it covers without a record, where something was known.
silences as (
    select distinct
        covered.delivery_id,
        covered.reported_on,
        said.unit_code,
        said.measure,
        said.date,
        cast(0 as bigint) as value,
        covered.moment
    from covered
    inner join said
        on
            covered.unit_code = said.unit_code
            and covered.measure = said.measure
            and said.date between covered.first_on and covered.last_on
            and said.moment < covered.moment
    where
        not exists (
            select 1 from said as own
            where
                own.delivery_id = covered.delivery_id
                and own.unit_code = said.unit_code
                and own.measure = said.measure
                and own.date = said.date
        )
),

asserted as (
    select * from said
    union all
    select * from silences
)

select
    * exclude (value),
    value - lag(value, 1, 0) over (partition by unit_code, measure, date order by moment) as delta
from asserted
