-- Deliveries of records of which something still counts: no later one has spoken for all of it.
--
-- grain    one row per delivery
-- column   delivery_id  varchar  the delivery
select distinct delivery_id
from known_spans as own
where not exists (
    select 1
    from known_spans as later
    where
        later.unit_code = own.unit_code
        and later.kind = own.kind
        and later.moment > own.moment
        and later.first_on <= own.first_on
        and later.last_on >= own.last_on
)
