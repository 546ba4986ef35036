-- Deliveries of records of which something still counts: no later one has spoken for all of it.
--
-- grain    one row per delivery
-- column   delivery_id  varchar  the delivery
with
-- The next one is asked first: of extracts that grow it settles all but the last, and the rest is quick.
in_order as (
    select
        *,
        lead(first_on) over following as next_first,
        lead(last_on) over following as next_last
    from known_spans
    window following as (partition by kind, unit_code order by moment)
),

likely as (
    select * from in_order
    where not coalesce(next_first <= first_on and next_last >= last_on, false)
)

select distinct delivery_id
from likely
where not exists (
    select 1
    from known_spans as later
    where
        later.unit_code = likely.unit_code
        and later.kind = likely.kind
        and later.moment > likely.moment
        and later.first_on <= likely.first_on
        and later.last_on >= likely.last_on
)
