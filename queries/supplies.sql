-- What a unit has in hand of each supply, with all below it, for how many days it lasts, and what is to come.
--
-- grain    one row per supply of which the unit or one below it has a store, in the order of the campaign
-- params   $units $unit $as_of
-- columns  supply supply_vi supply_en measure per_item stores told_on in_hand received_items used used_since stock_left
--          rate_7d stock_days expected_items arrives_on next_items late_items
--
-- supply          supply id
-- told_on         day of the last statement; the oldest of the stores'
-- received_items  null when a store does not say it, and so used
-- rate_7d         of the stage that uses it, of the unit
-- expected_items  to come after $as_of, or by then where nobody has told whether it came
-- arrives_on      first day of these
-- next_items      what is to come on that day
with below as (
    select unit_code
    from lineage
    where ancestor_code = $unit and ($units is null or list_contains($units, $unit))
),

held as (
    select
        stores.supply,
        count(*) as stores,
        min(stores.told_on) as told_on,
        sum(stores.in_hand)::bigint as in_hand,
        case when count(stores.received_items) = count(*) then sum(stores.received_items)::bigint end as received_items,
        case when count(stores.used) = count(*) then sum(stores.used)::bigint end as used,
        sum(stores.used_since)::bigint as used_since,
        sum(stores.stock_left)::bigint as stock_left
    from stores($as_of) as stores
    semi join below on stores.unit_code = below.unit_code
    group by stores.supply
),

coming as (
    select
        supply,
        arrives_on,
        sum(missing_items) filter (arrival in ('due', 'untold')) as expected_items,
        sum(missing_items) filter (arrival = 'late') as late_items
    from expectations($as_of) as expectations
    semi join below on expectations.unit_code = below.unit_code
    group by supply, arrives_on
),

to_come as (
    select
        supply,
        sum(expected_items)::bigint as expected_items,
        min(arrives_on) filter (expected_items > 0) as arrives_on,
        arg_min(expected_items, arrives_on) filter (expected_items > 0)::bigint as next_items,
        sum(late_items)::bigint as late_items
    from coming
    group by supply
)

select
    kinds.supply,
    kinds.label_vi as supply_vi,
    kinds.label_en as supply_en,
    kinds.measure,
    kinds.per_item,
    held.stores,
    held.told_on,
    held.in_hand,
    held.received_items,
    held.used,
    held.used_since,
    held.stock_left,
    rates.rate_7d,
    held.stock_left / nullif(rates.rate_7d * kinds.per_item, 0) as stock_days,
    coalesce(to_come.expected_items, 0) as expected_items,
    to_come.arrives_on,
    to_come.next_items,
    coalesce(to_come.late_items, 0) as late_items
from supply_kinds as kinds
inner join held on kinds.supply = held.supply
left join to_come on kinds.supply = to_come.supply
left join rates on rates.unit_code = $unit and kinds.measure = rates.measure
order by kinds.position;
