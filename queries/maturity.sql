-- How a day's figure matured: the share of it that was known so many days later.
--
-- Days from 42 to 14 days before as_of, the same ones for every delay: by then all but corrections are in. The opening
-- total of a measure is no day's work and left out.
--
-- grain    one row per delay, 0 to 7 days; none before any such day
-- params   $units $unit $measure $as_of
-- columns  delay_days known_share lowest_share days
with opening as (
    select min(date) as first_on
    from plan_curve
    where measure = $measure
),

mature as (
    select
        progress.date,
        progress.reported_on - progress.date as delay,
        progress.delta
    from progress
    cross join opening
    where
        progress.unit_code = $unit
        and progress.measure = $measure
        and progress.reported_on <= $as_of
        and progress.date > greatest(opening.first_on, $as_of - 42)
        and progress.date <= $as_of - 14
        and ($units is null or list_contains($units, progress.unit_code))
),

delays as (
    select unnest(generate_series(0, 7)) as delay_days
),

known as (
    select
        delays.delay_days,
        mature.date,
        coalesce(sum(mature.delta) filter (mature.delay <= delays.delay_days), 0) as known,
        sum(mature.delta) as final
    from delays
    cross join mature
    group by delays.delay_days, mature.date
)

select
    delay_days,
    (sum(known) / nullif(sum(final), 0))::double as known_share,
    min(known / nullif(final, 0))::double as lowest_share,
    count(*) as days
from known
group by delay_days
order by delay_days;
