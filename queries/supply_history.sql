-- What a unit had in hand of each supply, with all below it, from one statement to the next.
--
-- grain    one row per supply and day on which a store of the unit or of one below it told its stock, oldest first
-- params   $units $unit $as_of
-- columns  supply date in_hand received_items stores
--
-- supply          supply id
-- in_hand         of a store that tells nothing on the day, what it had when it told last
-- received_items  null when a store does not say it
-- stores          that have told anything by that day
with said as (
    select
        supplies.unit_code,
        supplies.supply,
        supplies.date,
        supplies.in_hand,
        supplies.delivered
    from supplies
    inner join units on supplies.unit_code = units.unit_code
    inner join lineage on supplies.unit_code = lineage.unit_code
    inner join deliveries on supplies.delivery_id = deliveries.delivery_id
    where
        lineage.ancestor_code = $unit
        and ($units is null or list_contains($units, $unit))
        and supplies.reported_on <= $as_of
        and supplies.date <= $as_of
    qualify
        row_number() over (
            partition by supplies.unit_code, supplies.supply, supplies.date
            order by supplies.reported_on desc, deliveries.received_at desc
        ) = 1
),

days as (
    select distinct
        supply,
        date
    from said
),

cells as (
    select
        firsts.unit_code,
        firsts.supply,
        days.date
    from (
        select
            unit_code,
            supply,
            min(date) as first_on
        from said
        group by unit_code, supply
    ) as firsts
    inner join days on firsts.supply = days.supply and firsts.first_on <= days.date
),

states as (
    select
        cells.supply,
        cells.date,
        said.in_hand,
        said.delivered
    from cells
    asof inner join said
        on cells.unit_code = said.unit_code and cells.supply = said.supply and cells.date >= said.date
)

select
    supply,
    date,
    sum(in_hand)::bigint as in_hand,
    case when count(delivered) = count(*) then sum(delivered)::bigint end as received_items,
    count(*) as stores
from states
group by supply, date
order by supply, date;
