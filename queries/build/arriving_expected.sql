-- What a delivery expects to come, with the day on which it counts as said: the latest known when it does not say. What
-- lies ahead is no day on which anything was known.
--
-- grain    one row per unit, supply and day
-- param    $delivery_id  varchar  the delivery
-- param    $latest       date     latest day known, of reports and of the delivery's own rows
-- column   expected_on   date     day on which the supplies are to come
-- column   unit_code     varchar  unit into whose store they come
-- column   supply        varchar  supply
-- column   items         bigint   how many
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
select
    expected_on,
    unit_code,
    supply,
    items,
    cast($delivery_id as varchar) as delivery_id,
    coalesce(reported_on, cast($latest as date)) as reported_on
from arriving
