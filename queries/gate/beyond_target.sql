-- A unit that the delivery brings far beyond its target, by itself.
--
-- grain    one row for the unit furthest beyond, none when no unit is
-- param    $beyond_percent  bigint   percent of its target to which a delivery may bring a unit
-- column   unit_code        varchar  reporting unit
-- column   measure          varchar  measure id
-- column   items            bigint   items after the delivery
-- column   target           bigint   its target
with
told as (
    select
        arriving.unit_code,
        arriving.measure,
        arriving.date,
        arriving.form,
        arriving.value
    from arriving
    semi join quotas using (unit_code, measure)
),

lost as (
    select
        unit_code,
        measure,
        sum(value) as items
    from known_cells
    semi join told using (unit_code, measure, date, form)
    where form = 'count'
    group by all
),

brought as (
    select
        unit_code,
        measure,
        sum(value) filter (where form = 'count') as counted,
        max(value) filter (where form = 'total') as total
    from told
    group by all
),

known as (
    select
        unit_code,
        measure,
        sum(delta) as items
    from known_counts
    semi join brought using (unit_code, measure)
    group by all
),

reached as (
    select
        brought.unit_code,
        brought.measure,
        coalesce(known.items, 0) as before,
        coalesce(brought.total, coalesce(known.items, 0) + brought.counted - coalesce(lost.items, 0)) as after
    from brought
    left join lost on brought.unit_code = lost.unit_code and brought.measure = lost.measure
    left join known on brought.unit_code = known.unit_code and brought.measure = known.measure
)

select
    reached.unit_code,
    reached.measure,
    reached.after as items,
    quotas.target
from reached
inner join quotas on reached.unit_code = quotas.unit_code and reached.measure = quotas.measure
where
    reached.after * 100 > quotas.target * $beyond_percent
    -- A unit that is beyond already is no news: the delivery itself brings a quarter of a target.
    and (reached.after - reached.before) * 4 >= quotas.target
order by reached.after / quotas.target desc
limit 1
