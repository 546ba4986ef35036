-- How long the items of a delivery took, as they arrive.
--
-- grain    rows add up: several may be of one unit, measure, day of receipt and day of the report
-- param    $delivery_id  varchar    the delivery
-- column   delivery_id   varchar    the delivery
-- column   reported_on   date       day on which it was said; null when it does not say, and each item counts as said
--                                     on the day on which it passed
-- column   unit_code     varchar    reporting unit
-- column   measure       varchar    measure id
-- column   received_on   date       day of the first stage
-- column   from_days     usmallint  fewest days from there to the stage
-- column   items         integer[]  items that took so many days, one day more, and so on
select
    cast($delivery_id as varchar) as delivery_id,
    reported_on,
    unit_code,
    measure,
    received_on,
    from_days,
    items
from arriving
