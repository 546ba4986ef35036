-- Numbers of the delivery that another unit counts on the same stage, and that its own unit did not count before.
--
-- What the delivery itself replaces does not count, nor what a later one has spoken for since. Made for each delivery
-- of records.
create or replace table repeated as
with
elsewhere as (
    select
        here.key,
        here.unit_code as own_unit,
        here.days as own_days,
        there.* exclude (key)
    from arriving_ids as here
    inner join known_ids as there on here.key = there.key and here.unit_code <> there.unit_code
),

asked as (
    select distinct
        key,
        own_unit,
        own_days
    from elsewhere
),

before as (
    select
        here.key,
        here.own_unit,
        here.own_days,
        there.* exclude (key)
    from asked as here
    inner join known_ids as there on here.key = there.key and here.own_unit = there.unit_code
),

told as (
    select
        * exclude (own_days, days),
        unnest(generate_series(1, length(days))) as stage,
        unnest(own_days) as own_date,
        unnest(days) as date
    from (
        from elsewhere
        union all by name
        from before
    ) as named
),

known as (
    select
        told.*,
        spans.moment
    from told
    inner join known_spans as spans on told.delivery_id = spans.delivery_id and told.unit_code = spans.unit_code
    where told.own_date is not null and told.date is not null and spans.kind = (select kind from delivery)
),

days as (
    select distinct
        delivery_id,
        unit_code,
        date,
        moment
    from known
),

-- Days of which a later delivery has spoken.
replaced as (
    select
        days.delivery_id,
        days.unit_code,
        days.date
    from days
    inner join known_spans as later
        on
            days.unit_code = later.unit_code
            and days.date between later.first_on and later.last_on
            and days.moment < later.moment
    where later.kind = (select kind from delivery)
),

counted as (
    select * from known
    anti join replaced using (delivery_id, unit_code, date)
),

spoken_for as (
    select distinct
        unit_code,
        first_on,
        last_on
    from arriving_covers
)

select
    counted.key,
    counted.unit_code,
    max(counted.one_in) as one_in
from counted
left join spoken_for
    on counted.unit_code = spoken_for.unit_code and counted.date between spoken_for.first_on and spoken_for.last_on
where
    counted.unit_code <> counted.own_unit
    and spoken_for.unit_code is null
    and (counted.key, counted.stage) not in (
        select (was.key, was.stage) from counted as was
        where was.unit_code = was.own_unit
    )
group by counted.key, counted.unit_code;
