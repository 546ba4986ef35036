-- What units confirmed last, measure by measure, beside what is known of them on a day.
--
-- grain    one row per unit that has confirmed and measure of either
-- param    $as_of           date       confirmations of this day and of days before; of two of one day the later one
-- columns  unit_code measure confirmed_until confirmed_at confirmed total revised
--
-- confirmed_until  day of the figures that were confirmed last
-- confirmed        items that were confirmed; 0 of a measure that there was none of then
-- total            items until the day looked at
-- revised          items that became known since of the days until confirmed_until
with last_ones as (
    select
        unit_code,
        date as confirmed_until,
        confirmed_at,
        measure,
        total as confirmed
    from confirmations
    where date <= $as_of
    qualify place = last_value(place) over (
        partition by unit_code order by date, place
        rows between unbounded preceding and unbounded following
    )
),

units_confirmed as (
    select distinct
        unit_code,
        confirmed_until,
        confirmed_at
    from last_ones
),

until_then as (
    select
        progress.unit_code,
        progress.measure,
        sum(progress.delta) as total
    from progress
    inner join units_confirmed
        on progress.unit_code = units_confirmed.unit_code and progress.date <= units_confirmed.confirmed_until
    where progress.reported_on <= $as_of
    group by progress.unit_code, progress.measure
),

each_measure as (
    select
        unit_code,
        measure
    from last_ones
    union
    select
        totals.unit_code,
        totals.measure
    from totals
    semi join units_confirmed on totals.unit_code = units_confirmed.unit_code
)

select
    each_measure.unit_code,
    each_measure.measure,
    units_confirmed.confirmed_until,
    units_confirmed.confirmed_at,
    coalesce(last_ones.confirmed, 0) as confirmed,
    coalesce(totals.total, 0) as total,
    (coalesce(until_then.total, 0) - coalesce(last_ones.confirmed, 0))::bigint as revised
from each_measure
inner join units_confirmed on each_measure.unit_code = units_confirmed.unit_code
left join last_ones
    on each_measure.unit_code = last_ones.unit_code and each_measure.measure = last_ones.measure
left join totals
    on each_measure.unit_code = totals.unit_code and each_measure.measure = totals.measure
left join until_then
    on each_measure.unit_code = until_then.unit_code and each_measure.measure = until_then.measure
