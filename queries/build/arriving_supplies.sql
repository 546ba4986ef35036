-- Statements of stock of a delivery, with the day on which each counts as said: its own day when that is new.
--
-- grain    one row per unit, supply and day
-- param    $delivery_id  varchar  the delivery
-- param    $latest       date     latest day known, of reports and of the delivery's own rows
-- column   date          date     day at whose end it is so
-- column   unit_code     varchar  unit whose store it is
-- column   supply        varchar  supply
-- column   in_hand       bigint   items in the store
-- column   delivered     bigint   items that ever came into it, null when the file does not say
-- column   used          bigint   items that were ever used out of it, null when the file does not say
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
select
    arriving.date,
    arriving.unit_code,
    arriving.supply,
    arriving.in_hand,
    arriving.delivered,
    arriving.used,
    cast($delivery_id as varchar) as delivery_id,
    said_on(
        arriving.reported_on,
        exists (
            select 1 from supplies
            where
                supplies.unit_code = arriving.unit_code
                and supplies.supply = arriving.supply
                and supplies.date = arriving.date
        ),
        arriving.date,
        $latest
    ) as reported_on
from arriving
