-- What the supplies of each stage allow of it, all units together: a total that is possible with what is in hand, and
-- how many items more with what is to come. Of the root alone; a supply of which no store was ever told limits nothing.
--
-- What is past and did not come is not counted on, what is past and not told of yet is.
--
-- grain    one row per supply, and one for each day on which it is to come
-- param    $unit       varchar  unit code
-- param    $as_of      date     what was said until this day
-- column   measure     varchar  measure id
-- column   supply      varchar  supply id
-- column   arrives_on  date     day on which it is to come; null of what is in hand
-- column   items       double   total that is possible with it, or items more
-- column   position    bigint   place of the supply in the campaign
with kinds as (
    select supply_kinds.*
    from supply_kinds
    inner join units on units.unit_code = $unit and units.depth = 0
),

held as (
    select
        supply,
        sum(stock_left) as stock_left
    from stores($as_of)
    group by supply
),

done as (
    select
        measure,
        sum(delta) as total
    from progress
    where unit_code = $unit and reported_on <= $as_of and date <= $as_of
    group by measure
),

coming as (
    select
        supply,
        arrives_on,
        sum(missing_items) as items
    from expectations($as_of)
    where arrival in ('due', 'untold')
    group by supply, arrives_on
)

select
    kinds.measure,
    kinds.supply,
    null::date as arrives_on,
    coalesce(done.total, 0) + held.stock_left / kinds.per_item as items,
    kinds.position
from kinds
inner join held on kinds.supply = held.supply
left join done on kinds.measure = done.measure
union all
select
    kinds.measure,
    kinds.supply,
    coming.arrives_on,
    coming.items / kinds.per_item as items,
    kinds.position
from kinds
inner join held on kinds.supply = held.supply
inner join coming on kinds.supply = coming.supply
order by position, arrives_on nulls first;
