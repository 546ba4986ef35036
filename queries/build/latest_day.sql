-- The latest day known when a delivery arrives: of the reports so far and of its own rows.
--
-- grain    one row
-- param    $delivered  date    latest day in the delivery itself, null when nothing there is dated
-- column   day      date    null when nothing is dated
-- column   version  bigint  order of arrival of the delivery
with
known as (
    select
        reported_on as day,
        version
    from reports
    union all
    select
        reported_on as day,
        version
    from covers
    union all
    select
        reported_on as day,
        0 as version
    from deliveries
    union all
    select
        cast($delivered as date) as day,
        0 as version
)

select
    max(day) as day,
    coalesce(max(version), 0) + 1 as version
from known
