-- Days far from a unit's own recent level, after what the whole campaign did on that day is taken out.
--
-- A unit's usual day is its median share of the campaign over the 28 days before, times what the campaign did on the
-- day: so week-ends, holidays and the common pace are nobody's outlier. Distances are taken between square roots
-- (Anscombe 1948, Biometrika 35), where the spread of a count does not grow with it, in robust standard deviations of
-- the unit's own last 28 days: 1.4826 × the median absolute distance (Hampel 1974), at least the 1 that a Poisson
-- count has. Flagged beyond 5: at the customary 3.5 (Iglewicz and Hoaglin 1993) 2 % of the demonstration's 20,000
-- recent unit-days were flagged, at 5 there were 0.4 %, which somebody can call. Both windows need 14 days.
--
-- grain    one row per reporting unit and day in the 28 days up to its last full day, the most items off first
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en date count expected off deviation
--
-- expected  items, its usual share of what the campaign did on that day
with below as (
    select list(unit_code) as listed
    from reporting_units($units, $unit)
),

root as (
    select
        units.unit_code,
        last_full_days.full_until
    from units
    inner join last_full_days on units.unit_code = last_full_days.unit_code
    where units.depth = 0
),

-- 28 days that may be flagged, 28 before them for their spread, 28 before those for what was expected.
looked_at as (
    select full_until - 83 as first_on
    from root
),

shares as (
    select
        own.unit_code,
        own.date,
        own.count,
        campaign.count as campaign_count,
        own.count / campaign.count as share
    from daily($as_of, (select below.listed from below), $measure) as own
    inner join daily($as_of, (select [root.unit_code] from root), $measure) as campaign on own.date = campaign.date
    where own.count >= 0 and campaign.count > 0 and own.date >= (select looked_at.first_on from looked_at)
),

expectations as (
    select
        *,
        campaign_count * median(share) over recent as expected,
        count(*) over recent as days
    from shares
    window recent as (
        partition by unit_code order by date
        range between interval 28 days preceding and interval 1 day preceding
    )
),

distances as (
    select
        *,
        2 * (sqrt(count + 0.375) - sqrt(expected + 0.375)) as distance
    from expectations
    where days >= 14
),

deviations as (
    select
        * exclude (days),
        count(*) over recent as days,
        distance / greatest(1.4826 * median(abs(distance)) over recent, 1) as deviation
    from distances
    window recent as (
        partition by unit_code order by date
        range between interval 28 days preceding and interval 1 day preceding
    )
)

select
    deviations.unit_code,
    units.name_vi,
    units.name_en,
    deviations.date,
    deviations.count,
    deviations.expected,
    deviations.count - deviations.expected as off,
    deviations.deviation
from deviations
cross join root
inner join units on deviations.unit_code = units.unit_code
where
    deviations.days >= 14
    and abs(deviations.deviation) > 5
    and deviations.date > root.full_until - 28
    and deviations.date <= root.full_until
order by abs(off) desc, deviations.unit_code asc, deviations.date asc;
