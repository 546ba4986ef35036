-- Figures of uptake of a delivery, with the day on which each counts as said: its own day when that is new.
--
-- grain    one row per item, figure and day
-- param    $delivery_id  varchar  the delivery
-- param    $latest       date     latest day known, of reports and of the delivery's own rows
-- column   date          date     day up to which it counts
-- column   service_id    varchar  item that is used, null for what is of no single one
-- column   figure        varchar  what is counted, of the campaign's [[uptake]]
-- column   total         bigint   up to and including that day
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
select
    arriving.date,
    arriving.service_id,
    arriving.figure,
    arriving.total,
    cast($delivery_id as varchar) as delivery_id,
    said_on(
        arriving.reported_on,
        exists (
            select 1 from uptake
            where
                uptake.service_id is not distinct from arriving.service_id
                and uptake.figure = arriving.figure
                and uptake.date = arriving.date
        ),
        arriving.date,
        $latest
    ) as reported_on
from arriving
