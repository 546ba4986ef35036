-- How long what was received in a week took from receipt to a stage, and what part of it had passed after so many days.
--
-- grain    one row per week from the first for which records speak, oldest first
-- params   $units $unit $measure $as_of
-- columns  week records_until received passed passed_p50 passed_p90 passed_longest passed_late waiting waiting_p50
--          waiting_p90 oldest over_term within_7 within_14 within_21 within_30 within_60 within_90
--
-- week       Monday of the week of receipt
-- waiting    items of the records that have passed the stage before and not this one
with chain as (
    select
        arg_min(stages.measure, stages.position) as first_measure,
        any_value(asked.term_days) is not null as has_term
    from measures as stages
    inner join measures as asked on stages.project = asked.project
    where asked.measure = $measure
),

reporting as (
    select list(lineage.unit_code) as listed
    from lineage
    inner join units on lineage.unit_code = units.unit_code
    where lineage.ancestor_code = $unit and units.reports
),

items as materialized (
    select
        date_trunc('week', items.received_on)::date as week,
        items.measure = chain.first_measure as is_receipt,
        items.measure = $measure as is_through,
        items.passed_on - items.received_on as took,
        items.last_on - items.received_on as seen,
        items.last_on,
        items.items,
        chain.has_term
    from passed_items($as_of, (select reporting.listed from reporting)) as items
    cross join chain
    where items.received_on >= items.first_on and items.measure in (chain.first_measure, $measure)
),

-- Of a week whose last items were received fewer days ago nobody knows yet what part passes in so many.
cohorts as (
    select
        week,
        sum(items) filter (is_receipt) as received,
        min(seen) as seen,
        max(last_on) as records_until,
        bool_and(is_receipt and is_through) as is_first,
        bool_or(has_term) as has_term,
        sum(items) filter (is_through and took <= 7) as in_7,
        sum(items) filter (is_through and took <= 14) as in_14,
        sum(items) filter (is_through and took <= 21) as in_21,
        sum(items) filter (is_through and took <= 30) as in_30,
        sum(items) filter (is_through and took <= 60) as in_60,
        sum(items) filter (is_through and took <= 90) as in_90
    from items
    group by week
)

select
    cohorts.week,
    cohorts.records_until,
    cohorts.received::bigint as received,
    coalesce(ages.passed, 0) as passed,
    ages.passed_p50,
    ages.passed_p90,
    ages.passed_longest,
    case when cohorts.has_term then coalesce(ages.passed_late, 0) end as passed_late,
    case when not cohorts.is_first then coalesce(ages.waiting, 0) end as waiting,
    ages.waiting_p50,
    ages.waiting_p90,
    ages.oldest,
    case when cohorts.has_term and not cohorts.is_first then coalesce(ages.over_term, 0) end as over_term,
    case when cohorts.seen >= 7 then coalesce(cohorts.in_7, 0) / cohorts.received end as within_7,
    case when cohorts.seen >= 14 then coalesce(cohorts.in_14, 0) / cohorts.received end as within_14,
    case when cohorts.seen >= 21 then coalesce(cohorts.in_21, 0) / cohorts.received end as within_21,
    case when cohorts.seen >= 30 then coalesce(cohorts.in_30, 0) / cohorts.received end as within_30,
    case when cohorts.seen >= 60 then coalesce(cohorts.in_60, 0) / cohorts.received end as within_60,
    case when cohorts.seen >= 90 then coalesce(cohorts.in_90, 0) / cohorts.received end as within_90
from cohorts
left join ages($as_of, [$unit], true) as ages on cohorts.week = ages.week and ages.measure = $measure
where cohorts.received > 0 and ($units is null or list_contains($units, $unit))
order by cohorts.week;
