-- Items of record extracts by their day of receipt and the day on which they passed a stage, within the span for which
-- records speak. Of a unit and day what was said last counts.
--
-- grain    rows add up: several may be of one unit, measure, day of receipt and day of the stage
-- param    $as_of       date       what was said until this day
-- param    $chosen      varchar[]  reporting units asked for
-- columns  unit_code measure received_on passed_on first_on last_on items
--
-- first_on  first day for which records speak
-- last_on   last day for which they do
with told as (
    select
        delivery_id,
        unit_code,
        measure,
        received_on,
        received_on + from_days + unnest(range(len(items)))::integer as passed_on,
        unnest(items) as items
    from passages
    where (reported_on is null or reported_on <= $as_of) and list_contains($chosen, unit_code)
),

said_anew as (
    select
        earlier.delivery_id,
        earlier.unit_code,
        earlier.measure,
        later.first_on,
        later.last_on
    from record_covers($as_of) as earlier
    inner join record_covers($as_of) as later
        on
            earlier.unit_code = later.unit_code
            and earlier.measure = later.measure
            and earlier.place < later.place
            and earlier.first_on <= later.last_on
            and earlier.last_on >= later.first_on
)

select
    told.unit_code,
    told.measure,
    told.received_on,
    told.passed_on,
    spans.first_on,
    spans.last_on,
    told.items::bigint as items
from told
inner join record_spans($as_of) as spans
    on
        told.unit_code = spans.unit_code
        and told.measure = spans.measure
        and told.passed_on between spans.first_on and spans.last_on
where
    not exists (
        select 1 from said_anew
        where
            said_anew.delivery_id = told.delivery_id
            and said_anew.unit_code = told.unit_code
            and said_anew.measure = told.measure
            and told.passed_on between said_anew.first_on and said_anew.last_on
    )
