-- What lies in each store, as it was told last by a day, and what was taken out of it since.
--
-- A unit that reports draws on the store nearest above it: its own, else its province's, else the root's.
--
-- grain    one row per unit with a store that is there on the day, and supply
-- param    $as_of    date       what was said until this day
-- columns  unit_code supply told_on in_hand received_items used used_since stock_left
--
-- told_on     day of the last statement
-- used_since  supplies that the items made after that day took, of the units that draw on the store
-- stock_left  what must be left of in_hand by now
with statements as (
    select
        supplies.unit_code,
        supplies.supply,
        supplies.date as told_on,
        supplies.in_hand,
        supplies.delivered as received_items,
        supplies.used,
        units.depth
    from supplies
    inner join units on supplies.unit_code = units.unit_code
    inner join deliveries on supplies.delivery_id = deliveries.delivery_id
    where supplies.reported_on <= $as_of and supplies.date <= $as_of
    qualify
        row_number() over (
            partition by supplies.unit_code, supplies.supply
            order by supplies.date desc, supplies.reported_on desc, deliveries.received_at desc
        ) = 1
),

drawing as (
    select
        lineage.unit_code as drawer,
        statements.unit_code,
        statements.supply,
        statements.told_on
    from statements
    inner join lineage on statements.unit_code = lineage.ancestor_code
    inner join units on lineage.unit_code = units.unit_code
    where units.reports
    qualify
        row_number() over (
            partition by lineage.unit_code, statements.supply
            order by statements.depth desc
        ) = 1
),

made as (
    select
        drawing.unit_code,
        drawing.supply,
        sum(progress.delta) as items
    from drawing
    inner join supply_kinds on drawing.supply = supply_kinds.supply
    inner join progress
        on drawing.drawer = progress.unit_code and supply_kinds.measure = progress.measure
    where
        progress.date > drawing.told_on and progress.date <= $as_of and progress.reported_on <= $as_of
    group by drawing.unit_code, drawing.supply
),

taken as (
    select
        statements.*,
        greatest(round(coalesce(made.items, 0) * supply_kinds.per_item), 0)::bigint as used_since
    from statements
    inner join supply_kinds on statements.supply = supply_kinds.supply
    left join made on statements.unit_code = made.unit_code and statements.supply = made.supply
)

select
    unit_code,
    supply,
    told_on,
    in_hand,
    received_items,
    used,
    used_since,
    greatest(in_hand - used_since, 0) as stock_left
from taken
