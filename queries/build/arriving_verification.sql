-- Samples of a delivery, with the day on which it counts as said: its own day when that is new.
--
-- grain    one row per unit and day
-- param    $delivery_id   varchar  the delivery
-- param    $latest        date     latest day known, of reports and of the delivery's own rows
-- column   date           date     day of the sample
-- column   unit_code      varchar  reporting unit
-- column   sample_size    bigint   records looked at
-- column   defects_found  bigint   those with a defect
-- column   delivery_id    varchar  the delivery
-- column   reported_on    date     day on which it was said
select
    arriving.date,
    arriving.unit_code,
    arriving.sample_size,
    arriving.defects_found,
    cast($delivery_id as varchar) as delivery_id,
    said_on(
        arriving.reported_on,
        exists (
            select 1 from verification
            where
                verification.unit_code = arriving.unit_code
                and verification.date = arriving.date
        ),
        arriving.date,
        $latest
    ) as reported_on
from arriving
