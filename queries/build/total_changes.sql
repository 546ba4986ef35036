-- What every total adds to the level that it finds.
--
-- grain    one row per delivery, day of the report, day, unit and measure of the slices, unless it repeats the last
--          total of its day
-- column   delivery_id  varchar  the delivery that changes it
-- column   reported_on  date     day on which it was said
-- column   unit_code    varchar  reporting unit
-- column   measure      varchar  measure id
-- column   date         date     day up to which it is the total
-- column   moment       bigint   place in the order of assertions
-- column   goes_back    boolean  whether an earlier total of the series was for a later day
-- column   delta        bigint   items more, or fewer, than was known up to that day
with
-- A total pins what everything up to its day adds up to; one that repeats the last total of its day says nothing new.
pins as (
    select * from assertions('total')
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
    inner join count_changes as counted using (unit_code, measure)
    where
        counted.date <= footed.date
        and counted.date > coalesce(footed.foot_date, date '0001-01-01')
        and counted.moment < footed.moment
    group by all
)

select
    footed.delivery_id,
    footed.reported_on,
    footed.unit_code,
    footed.measure,
    footed.date,
    footed.moment,
    footed.goes_back,
    footed.value - coalesce(footed.foot, 0) - coalesce(since.counted_since, 0) as delta
from footed
left join since using (unit_code, measure, date, moment)
