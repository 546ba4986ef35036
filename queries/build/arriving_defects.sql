-- Open defects of a delivery, with the day on which it counts as said: its own day when that is new.
--
-- grain    one row per unit, day and class
-- param    $delivery_id  varchar  the delivery
-- param    $latest       date     latest day known, of reports and of the delivery's own rows
-- column   date          date     day of the state
-- column   unit_code     varchar  reporting unit
-- column   defect        varchar  class of defects
-- column   open          bigint   records with it, not yet mended
-- column   found         bigint    records ever found with it, null when the file does not say
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
select
    arriving.date,
    arriving.unit_code,
    arriving.defect,
    arriving.open,
    arriving.found,
    cast($delivery_id as varchar) as delivery_id,
    said_on(
        arriving.reported_on,
        exists (
            select 1 from defects
            where
                defects.unit_code = arriving.unit_code
                and defects.date = arriving.date
                and defects.defect = arriving.defect
        ),
        arriving.date,
        $latest
    ) as reported_on
from arriving
