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
    semi join slices using (measure, date)
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
    ) as asserted
),

-- A total pins what everything up to its day adds up to; one that repeats the last total of its day says nothing new.
pins as (
    select * from said
    where form = 'total'
    qualify value is distinct from lag(value) over (partition by unit_code, measure, date order by moment)
),

-- Whether a total goes back to a day before one that an earlier total of the series was for.
ordered as (
    select
        *,
        date < max(date) over (
            partition by unit_code, measure order by moment, date rows between unbounded preceding and 1 preceding
        ) is true as goes_back
    from pins
),

-- Ordinarily the days go on, and a total finds the level of the one before it that went on.
going_on as (
    select
        *,
        lag(date) over earlier as foot_date,
        lag(value) over earlier as foot
    from ordered
    where not goes_back
    window earlier as (partition by unit_code, measure order by moment, date)
),

-- Where a total goes back its level is looked up: pairs of totals are compared only there (3 % of the demonstration's).
going_back as (
    select
        ordered.*,
        max(earlier.date) as foot_date,
        arg_max(earlier.value, (earlier.date, earlier.moment)) as foot
    from ordered
    left join pins as earlier
        on
            ordered.unit_code = earlier.unit_code
            and ordered.measure = earlier.measure
            and earlier.date <= ordered.date
            and earlier.moment <= ordered.moment
            and (earlier.date < ordered.date or earlier.moment < ordered.moment)
    where ordered.goes_back
    group by all
),

footed as (
    select * from going_on
    union all by name
    select * from going_back
),

-- Counts since that pin have moved the level further: only where a series has both.
since as (
    select
        footed.unit_code,
        footed.measure,
        footed.date,
        footed.moment,
        sum(counted.delta) as counted_since
    from footed
    inner join counted
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
        footed.delivery_id,
        footed.reported_on,
        footed.date,
        footed.unit_code,
        footed.measure,
        footed.moment,
        footed.goes_back,
        footed.value - coalesce(footed.foot, 0) - coalesce(since.counted_since, 0) as delta
    from footed
    left join since using (unit_code, measure, date, moment)
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
    where goes_back
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
    semi join pins using (unit_code, measure)
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
        min(pins.date) as date,
        -moved.delta as delta
    from moved
    inner join pins
        on
            moved.unit_code = pins.unit_code
            and moved.measure = pins.measure
            and pins.date >= moved.free_from
            and pins.moment < moved.moment
    group by all
),

changes as (
    select * from counted
    union all by name
    select * exclude (goes_back) from adjusted
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
