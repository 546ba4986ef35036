-- What counts in totals and in no pace: the ledger of items set apart.
--
-- Three things are no work of their day. An opening is the first running total of a series: it was there before. A
-- revision is a day that holds fewer than no items. A lump is a day that holds more than a unit can do: more than
-- `lump_times` times both the 90th percentile of its working days in the four weeks before, as known when the lump
-- was reported, and the mean day of its plan. With 5 times, among 2.3 million days of the demonstration only the
-- identification numbers assigned in bulk on 18 to 21 June 2021 and 24 days more are lumps.
-- The rows with `reported_on <= as_of` add up to what is set apart on that day.
--
-- grain    one row per unit, measure, day, kind and day of the report on which something changes
-- param    $lump_times  integer  times what a unit does at its best
-- column   unit_code    varchar  a unit of any level
-- column   measure      varchar  measure id
-- column   date         date     day on which it stands
-- column   reported_on  date     day from which it is set apart
-- column   kind         varchar  opening | revision | lump
-- column   items        bigint   items more, or fewer, than were set apart
with
-- A series opens on the earliest day known, if a running total told it; an earlier one that comes later takes over.
first_reports as (
    select
        unit_code,
        measure,
        min((reported_on, date)) as first
    from reports
    group by unit_code, measure
),

earliest as (
    select
        reports.unit_code,
        reports.measure,
        reports.reported_on,
        reports.date,
        reports.form
    from reports
    inner join first_reports on reports.unit_code = first_reports.unit_code and reports.measure = first_reports.measure
    where reports.date <= first_reports.first[2]
    qualify
        reports.date < coalesce(
            min(reports.date) over (
                partition by reports.unit_code, reports.measure order by reports.reported_on, reports.date
                rows between unbounded preceding and 1 preceding
            ),
            date '9999-12-31'
        )
),

openings as (
    select
        unit_code,
        measure,
        date,
        form,
        reported_on as from_on,
        lead(reported_on) over (partition by unit_code, measure order by reported_on asc, date desc) as until
    from earliest
),

starts as (
    select
        measure,
        min(date) as first_on
    from plan_curve
    group by measure
),

-- The mean day of a unit's plan; without a target, of its own days.
planned as (
    select
        targets.unit_code,
        targets.measure,
        max(targets.target / greatest(targets.deadline - starts.first_on, 1)) as mean_day
    from targets
    inner join starts on targets.measure = starts.measure
    group by targets.unit_code, targets.measure
),

done as (
    select
        unit_code,
        measure,
        sum(delta) / count(distinct date) as mean_day
    from counts
    anti join planned using (unit_code, measure)
    group by unit_code, measure
),

mean_days as (
    select * from planned
    union all by name
    select * from done
),

limits as (
    select
        unit_code,
        measure,
        $lump_times * mean_day as items
    from mean_days
),

-- Only such days are looked at closely: those that rise above the limit, or fall.
suspects as (
    select
        counts.unit_code,
        counts.measure,
        counts.date
    from counts
    inner join limits on counts.unit_code = limits.unit_code and counts.measure = limits.measure
    group by counts.unit_code, counts.measure, counts.date, limits.items
    having min(counts.delta) < 0 or sum(counts.delta) filter (counts.delta > 0) > limits.items
    union
    select
        unit_code,
        measure,
        date
    from openings
    where form = 'total'
),

-- Each suspect day at every moment at which it changes, or stops being an opening.
moments as (
    select
        unit_code,
        measure,
        date,
        reported_on,
        delta
    from counts
    semi join suspects using (unit_code, measure, date)
    union all
    select
        unit_code,
        measure,
        date,
        until as reported_on,
        0 as delta
    from openings
    where form = 'total' and until is not null
),

steps as (
    select
        unit_code,
        measure,
        date,
        reported_on,
        sum(delta) as delta
    from moments
    group by unit_code, measure, date, reported_on
),

valued as (
    select
        steps.* exclude (delta),
        sum(steps.delta) over (
            partition by steps.unit_code, steps.measure, steps.date order by steps.reported_on
        )::bigint as value,
        limits.items as least_lump
    from steps
    left join limits on steps.unit_code = limits.unit_code and steps.measure = limits.measure
),

before as (
    select
        large.unit_code,
        large.measure,
        large.date,
        large.reported_on,
        counts.date as date_before,
        sum(counts.delta) as value
    from valued as large
    inner join counts
        on
            large.unit_code = counts.unit_code
            and large.measure = counts.measure
            and counts.date between large.date - 27 and large.date - 1
            and large.reported_on >= counts.reported_on
    where large.value > large.least_lump
    group by all
),

usual as (
    select
        unit_code,
        measure,
        date,
        reported_on,
        quantile_cont(value, 0.9) as best_days
    from before
    where value > 0
    group by unit_code, measure, date, reported_on
),

judged as (
    select
        valued.unit_code,
        valued.measure,
        valued.date,
        valued.reported_on,
        valued.value,
        case
            when openings.date is not null then 'opening'
            when valued.value < 0 then 'revision'
            when valued.value > greatest(valued.least_lump, $lump_times * coalesce(usual.best_days, 0)) then 'lump'
        end as kind
    from valued
    left join usual using (unit_code, measure, date, reported_on)
    left join openings
        on
            valued.unit_code = openings.unit_code
            and valued.measure = openings.measure
            and valued.date = openings.date
            and openings.form = 'total'
            and valued.reported_on >= openings.from_on
            and (openings.until is null or valued.reported_on < openings.until)
),

changes as (
    select
        judged.* exclude (kind, value),
        kinds.kind,
        case when judged.kind = kinds.kind then judged.value else 0 end as apart
    from judged
    cross join (values ('opening'), ('revision'), ('lump')) as kinds (kind)
),

ledger as (
    select
        * exclude (apart),
        (
            apart - lag(apart, 1, 0) over (partition by unit_code, measure, date, kind order by reported_on)
        )::bigint as items
    from changes
)

select
    heirs.heir_code as unit_code,
    ledger.measure,
    ledger.date,
    greatest(ledger.reported_on, heirs.from_on) as reported_on,
    ledger.kind,
    sum(part_of(ledger.items, ledger.date, heirs.low, heirs.high))::bigint as items
from ledger
inner join heirs on ledger.unit_code = heirs.unit_code
where ledger.items <> 0
group by all
having sum(part_of(ledger.items, ledger.date, heirs.low, heirs.high)) <> 0
order by all
