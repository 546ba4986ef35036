-- Lines that a delivery lost to a rule.
--
-- grain    one row per refused row of the file
-- param    $delivery_id  varchar  the delivery
-- column   delivery_id   varchar  the delivery
-- column   line          bigint   physical line
-- column   rule          varchar  id of the rule
-- column   column        varchar  column that breaks it
-- column   snippet       varchar  what stands there, masked
select
    cast($delivery_id as varchar) as delivery_id,
    *
from arriving
