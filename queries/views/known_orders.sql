-- The orders that were known on a day, as they were told last: those given on pages and those of extracts alike.
--
-- grain    one row per order
-- param    $as_of        date       what was said until this day
-- columns  order_id given_on unit_code owner measure goal due_on instruction proposal given_by withdrawn_on chance
--          chance_so delivery_id reported_on
--
-- unit_code     unit it was given to; null where it was given to an owner of connections
-- measure       measure of the goal, of an owner's a kind of connections; null without a goal
-- withdrawn_on  null where it was not, by that day
select
    orders.* replace (
        case when orders.withdrawn_on <= $as_of then orders.withdrawn_on end as withdrawn_on
    )
from orders
left join deliveries on orders.delivery_id = deliveries.delivery_id
where orders.reported_on <= $as_of and orders.given_on <= $as_of
qualify
    row_number() over (
        partition by orders.order_id order by orders.reported_on desc, deliveries.received_at desc nulls first
    ) = 1
