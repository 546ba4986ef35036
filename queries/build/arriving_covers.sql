-- The cells that a delivery covers, with the day on which it counts as said.
--
-- grain    one row per unit and measure
-- param    $delivery_id  varchar  the delivery
-- param    $version      bigint   order of arrival among deliveries
-- param    $latest       date     latest day known, of reports and of the delivery's own rows
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
-- column   version       bigint   order of arrival
-- column   unit_code     varchar  reporting unit
-- column   measure       varchar  measure id
-- column   first_on      date     first day covered
-- column   last_on       date     last day covered
select
    cast($delivery_id as varchar) as delivery_id,
    coalesce(reported_on, cast($latest as date)) as reported_on,
    cast($version as bigint) as version,
    unit_code,
    measure,
    first_on,
    last_on
from arriving
where first_on is not null
