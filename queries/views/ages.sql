-- How long what has passed a stage took since it was received, and how long what waits for the stage has waited since
-- then, by records alone. An age is a number of days, and half of the items are no older than the median.
--
-- grain    one row per unit with records in or below it, and measure; by week also per week of receipt
-- param    $as_of       date       what was said until this day
-- param    $chosen      varchar[]  units asked for, of any level
-- param    $by_week     boolean    whether by week of receipt
-- columns  unit_code measure week records_from records_until passed passed_p50 passed_p90 passed_longest passed_late
--          waiting waiting_p50 waiting_p90 oldest over_term
--
-- week  Monday of the week of receipt, null for all weeks together
--
-- Of what waits, and of a week, only items count that were received on days for which records speak: of the others
-- nobody said how many there were. Each unit is seen on the last day for which its records speak.
with areas as (
    select
        lineage.ancestor_code as area,
        lineage.unit_code
    from lineage
    inner join units on lineage.unit_code = units.unit_code
    where units.reports and list_contains($chosen, lineage.ancestor_code)
),

stages as (
    select
        measure,
        lead(measure) over (partition by project order by position) as next_measure
    from measures
),

items as materialized (
    select
        *,
        case when $by_week then date_trunc('week', received_on)::date end as week
    from passed_items($as_of, (select list(distinct areas.unit_code) from areas))
),

aged as (
    select
        unit_code,
        measure,
        week,
        'passed' as kind,
        passed_on - received_on as age,
        items
    from items
    where not $by_week or received_on >= first_on
    union all
    select
        items.unit_code,
        stages.next_measure as measure,
        items.week,
        'waiting' as kind,
        items.last_on - items.received_on as age,
        items.items
    from items
    inner join stages on items.measure = stages.measure
    where stages.next_measure is not null and items.received_on >= items.first_on
    union all
    select
        items.unit_code,
        items.measure,
        items.week,
        'waiting' as kind,
        items.last_on - items.received_on as age,
        -items.items as items
    from items
    inner join stages on items.measure = stages.next_measure
    where items.received_on >= items.first_on
),

summed as (
    select
        areas.area,
        aged.measure,
        aged.week,
        aged.kind,
        aged.age,
        sum(aged.items) as items
    from aged
    inner join areas on aged.unit_code = areas.unit_code
    group by all
    having sum(aged.items) > 0
),

ranked as (
    select
        *,
        sum(items) over (partition by area, measure, week, kind order by age) as until,
        sum(items) over (partition by area, measure, week, kind) as whole
    from summed
),

figures as (
    select
        ranked.area,
        ranked.measure,
        ranked.week,
        ranked.kind,
        sum(ranked.items) as items,
        min(ranked.age) filter (2 * ranked.until >= ranked.whole) as p50,
        min(ranked.age) filter (10 * ranked.until >= 9 * ranked.whole) as p90,
        max(ranked.age) as longest,
        sum(ranked.items) filter (ranked.age > measures.term_days) as late
    from ranked
    inner join measures on ranked.measure = measures.measure
    group by ranked.area, ranked.measure, ranked.week, ranked.kind
),

spans as (
    select
        areas.area,
        spans.measure,
        min(spans.first_on) as records_from,
        max(spans.last_on) as records_until
    from record_spans($as_of) as spans
    inner join areas on spans.unit_code = areas.unit_code
    group by areas.area, spans.measure
),

rows as (
    select
        area,
        measure,
        null::date as week
    from spans
    where not $by_week
    union
    select
        area,
        measure,
        week
    from figures
)

select
    rows.area as unit_code,
    rows.measure,
    rows.week,
    spans.records_from,
    spans.records_until,
    coalesce(passed.items, 0)::bigint as passed,
    passed.p50::integer as passed_p50,
    passed.p90::integer as passed_p90,
    passed.longest::integer as passed_longest,
    case when measures.term_days is not null then coalesce(passed.late, 0) end::bigint as passed_late,
    case when stages.measure is not null then coalesce(waits.items, 0) end::bigint as waiting,
    waits.p50::integer as waiting_p50,
    waits.p90::integer as waiting_p90,
    waits.longest::integer as oldest,
    case when stages.measure is not null and measures.term_days is not null then coalesce(waits.late, 0) end::bigint
        as over_term
from rows
inner join spans on rows.area = spans.area and rows.measure = spans.measure
inner join measures on rows.measure = measures.measure
left join stages on rows.measure = stages.next_measure
left join figures as passed
    on
        rows.area = passed.area
        and rows.measure = passed.measure
        and rows.week is not distinct from passed.week
        and passed.kind = 'passed'
left join figures as waits
    on
        rows.area = waits.area
        and rows.measure = waits.measure
        and rows.week is not distinct from waits.week
        and waits.kind = 'waiting'
