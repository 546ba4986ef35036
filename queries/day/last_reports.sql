-- What each reporting unit had said by a day: its last report, the days it left out, whether it is late or silent.
--
-- A unit is silent when more days are missing after the last one told than the campaign allows, after its own rhythm:
-- the days that a report of it usually adds, the median of its last eight. Nobody is waited for longer than a hole
-- is. A unit without a target that never reported is not expected to.
--
-- grain    one row per reporting unit that is expected to report
-- param    $as_of             date       what was reported until this day
-- columns  unit_code last_reported_on first_on told_until full_until first_missing_on late silent
--
-- first_on          first day told
-- told_until        last day told
-- full_until        last day with none left out before it; holes that are too old do not count, nor do days in the sum
--                   of a running total that came when the unit's totals come
-- first_missing_on  first day left out that still counts, at the latest the day after as_of
-- late              as_of itself is not told yet
with reach as (
    select
        unit_code,
        reported_on,
        date - coalesce(
            max(date) over (
                partition by unit_code order by reported_on rows between unbounded preceding and 1 preceding
            ),
            date - 1
        ) as advance
    from report_reach
    where reported_on between $as_of - 90 and $as_of
),

last_eight as (
    select * from reach
    where advance > 0
    qualify row_number() over (partition by unit_code order by reported_on desc) <= 8
),

rhythms as (
    select
        unit_code,
        quantile_disc(advance, 0.5)::integer as days
    from last_eight
    group by unit_code
),

spoken as (
    select
        unit_code,
        max(reported_on) as last_reported_on
    from report_reach
    where reported_on <= $as_of
    group by unit_code
),

spans as (
    select
        unit_code,
        min(date) as first_on,
        max(date) as told_until
    from told_days
    where reported_on <= $as_of and date <= $as_of
    group by unit_code
),

recent as (
    select
        spans.unit_code,
        unnest(generate_series(
            greatest(
                spans.first_on, least($as_of - publication.hole_after_days, spans.told_until) + 1
            ),
            -- However far as_of is, 90 days of silence are enough to see it.
            least($as_of, spans.told_until + 90) + 1,
            interval 1 day
        ))::date as date
    from spans
    cross join publication() as publication
),

told as (
    select
        unit_code,
        date
    from known_days($as_of, (select $as_of - publication.hole_after_days from publication() as publication))
    union all
    select
        unit_code,
        date
    from summed_days($as_of)
),

missing as (
    select
        recent.unit_code,
        min(recent.date) as first_missing_on,
        bool_or(recent.date = $as_of) or max(recent.date) < $as_of as late,
        count(*) filter (recent.date > spans.told_until and recent.date <= $as_of) as days_since
    from recent
    inner join spans on recent.unit_code = spans.unit_code
    anti join told on recent.unit_code = told.unit_code and recent.date = told.date
    group by recent.unit_code
),

expected as (
    select distinct unit_code from targets
    where target > 0
)

select
    units.unit_code,
    spoken.last_reported_on,
    spans.first_on,
    spans.told_until,
    missing.first_missing_on - 1 as full_until,
    missing.first_missing_on,
    coalesce(missing.late, true) as late,
    coalesce(
        missing.days_since > least(
            publication.silent_after_days + coalesce(rhythms.days, 1) - 1,
            greatest(publication.hole_after_days, publication.silent_after_days)
        ),
        true
    ) as silent
from units
cross join publication() as publication
left join spoken on units.unit_code = spoken.unit_code
left join spans on units.unit_code = spans.unit_code
left join rhythms on units.unit_code = rhythms.unit_code
left join missing on units.unit_code = missing.unit_code
where units.reports and (spans.unit_code is not null or units.unit_code in (from expected))
