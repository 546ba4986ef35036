-- What a delivery says, with the day on which it counts as said.
--
-- A row that does not say when it was reported counts as reported on its own day when it is new, and on the latest
-- day known when it changes what was known; one that changes nothing says nothing,
-- unless it is part of a record extract.
--
-- grain    one row per assertion
-- param    $delivery_id  varchar  the delivery
-- param    $latest       date     latest day known, of reports and of the delivery's own rows
-- param    $version      bigint   order of arrival among deliveries
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
-- column   version       bigint   order of arrival
-- column   unit_code     varchar  reporting unit
-- column   measure       varchar  measure id
-- column   date          date     day on which it happened
-- column   form          varchar  count or total
-- column   value         bigint   items
with
silent as (
    select * from arriving
    where reported_on is null
),

known as (
    select
        reports.unit_code,
        reports.measure,
        reports.date,
        reports.form,
        arg_max(reports.value, (reports.reported_on, reports.version)) as value
    from reports
    semi join silent using (unit_code, measure, date, form)
    group by all
)

select
    cast($delivery_id as varchar) as delivery_id,
    said_on(arriving.reported_on, known.value is not null, arriving.date, $latest) as reported_on,
    cast($version as bigint) as version,
    arriving.unit_code,
    arriving.measure,
    arriving.date,
    arriving.form,
    arriving.value
from arriving
left join known
    on
        arriving.unit_code = known.unit_code
        and arriving.measure = known.measure
        and arriving.date = known.date
        and arriving.form = known.form
where
    arriving.reported_on is not null
    or known.value is distinct from arriving.value
    -- Of what a record extract covers, a cell it does not name is empty: so it must name those that stay as they were.
    or (arriving.unit_code, arriving.measure) in (
        select (covers.unit_code, covers.measure) from covers
        where covers.delivery_id = $delivery_id
    )
