-- Reasons of a delivery, with the day on which it counts as said: its own day when that is new.
--
-- grain    one row per unit, day and reason
-- param    $delivery_id  varchar  the delivery
-- param    $latest       date     latest day known, of reports and of the delivery's own rows
-- column   date          date     day of the state
-- column   unit_code     varchar  reporting unit
-- column   reason        varchar  why they are missing
-- column   persons        bigint   persons still missing for it
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
select
    arriving.date,
    arriving.unit_code,
    arriving.reason,
    arriving.persons,
    cast($delivery_id as varchar) as delivery_id,
    said_on(
        arriving.reported_on,
        exists (
            select 1 from reasons
            where
                reasons.unit_code = arriving.unit_code
                and reasons.date = arriving.date
                and reasons.reason = arriving.reason
        ),
        arriving.date,
        $latest
    ) as reported_on
from arriving
