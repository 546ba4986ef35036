-- The ledger: what every assertion adds to what was known before it.
--
-- Assertions are taken in the order of the day they were reported and, within a day, of arrival. The rows with
-- `reported_on <= as_of` add up to what was known on that day, whatever the order in which files came in.
--
-- grain    one row per delivery, day of the report, day, unit and measure where something changes
-- column   delivery_id  varchar  the delivery that changes it
-- column   reported_on  date     day on which it was said
-- column   date         date     day on which it happened
-- column   unit_code    varchar  reporting unit
-- column   measure      varchar  measure id
-- column   delta        bigint   items more, or fewer, than was known
with
said as (
    select
        delivery_id,
        reported_on,
        unit_code,
        measure,
        date,
        form,
        value,
        (reported_on - date '1970-01-01') * 1_000_000_000 + version as moment
    from reports
),

covered as (
    select
        *,
        (reported_on - date '1970-01-01') * 1_000_000_000 + version as moment
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
        'count' as form,
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
        said.form = 'count'
        and not exists (
            select 1 from said as own
            where
                own.delivery_id = covered.delivery_id
                and own.unit_code = said.unit_code
                and own.measure = said.measure
                and own.date = said.date
        )
),

-- A count changes its cell from what was last said of it.
counted as (
    select
        * exclude (form, value),
        value - lag(value, 1, 0) over (partition by unit_code, measure, date order by moment) as delta
    from (
        select * from said
        where form = 'count'
        union all
        select * from silences
    )
),

-- A total pins what everything up to its day adds up to; one that repeats the last total of its day says nothing new.
pins as (
    select * from said
    where form = 'total'
    qualify value is distinct from lag(value) over (partition by unit_code, measure, date order by moment)
),

-- A series of totals alone whose days never go back is the ordinary case: each adds what it has over the one before.
strides as (
    select
        unit_code,
        measure,
        date < lag(date) over (partition by unit_code, measure order by moment, date) as goes_back
    from pins
),

ordinary as (
    select
        unit_code,
        measure
    from strides
    group by unit_code, measure
    having
        not coalesce(bool_or(goes_back), false)
        and (unit_code, measure) not in (select (counted.unit_code, counted.measure) from counted)
),

raised as (
    select
        * exclude (form, value),
        value - lag(value, 1, 0) over (partition by unit_code, measure order by moment, date) as delta
    from pins
    semi join ordinary using (unit_code, measure)
),

-- Elsewhere a total is compared with the level it finds: the last pin before it and the counts since that pin.
loose as (
    select * from pins
    anti join ordinary using (unit_code, measure)
),

footed as (
    select
        loose.*,
        max(earlier.date) as foot_date,
        coalesce(arg_max(earlier.value, (earlier.date, earlier.moment)), 0) as foot
    from loose
    left join loose as earlier
        on
            loose.unit_code = earlier.unit_code
            and loose.measure = earlier.measure
            and earlier.date <= loose.date
            and earlier.moment <= loose.moment
            and (earlier.date < loose.date or earlier.moment < loose.moment)
    group by all
),

found as (
    select
        footed.*,
        coalesce(sum(counted.delta), 0) as since
    from footed
    left join counted
        on
            footed.unit_code = counted.unit_code
            and footed.measure = counted.measure
            and counted.date <= footed.date
            and counted.date > coalesce(footed.foot_date, date '0001-01-01')
            and counted.moment < footed.moment
    group by all
),

adjusted as (
    select
        * exclude (form, value, foot_date, foot, since),
        value - foot - since as delta
    from found
),

-- What moves a level must not move the pins after it: the next pin takes it back.
moved as (
    select
        delivery_id,
        reported_on,
        date,
        unit_code,
        measure,
        moment,
        delta,
        date + 1 as free_from
    from adjusted
    union all
    select
        delivery_id,
        reported_on,
        date,
        unit_code,
        measure,
        moment,
        delta,
        date as free_from
    from counted
    where (unit_code, measure) in (select (loose.unit_code, loose.measure) from loose)
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
        min(loose.date) as date,
        -moved.delta as delta
    from moved
    inner join loose
        on
            moved.unit_code = loose.unit_code
            and moved.measure = loose.measure
            and loose.date >= moved.free_from
            and loose.moment < moved.moment
    group by all
),

changes as (
    select * from counted
    union all by name
    select * from raised
    union all by name
    select * from adjusted
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
