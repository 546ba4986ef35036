-- Figures to compare with of a delivery, with the day on which each counts as said: its own day when that is new.
--
-- grain    one row per unit, measure, day and source
-- param    $delivery_id  varchar  the delivery
-- param    $latest       date     latest day known, of reports and of the delivery's own rows
-- column   date          date     day up to which it counts
-- column   unit_code     varchar  unit above those that report
-- column   measure       varchar  measure id
-- column   published     bigint   items up to and including that day, as the unit says
-- column   source        varchar  who says so, null when the file does not
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
select
    arriving.date,
    arriving.unit_code,
    arriving.measure,
    arriving.published,
    arriving.source,
    cast($delivery_id as varchar) as delivery_id,
    said_on(
        arriving.reported_on,
        exists (
            select 1 from controls
            where
                controls.unit_code = arriving.unit_code
                and controls.measure = arriving.measure
                and controls.date = arriving.date
                and controls.source is not distinct from arriving.source
        ),
        arriving.date,
        $latest
    ) as reported_on
from arriving
