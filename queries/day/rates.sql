-- At what rate every unit goes: the sum, over the reporting units at or below it, of the mean of their own last seven
-- days told. So a lost day makes no week slower by a seventh, and a unit that reports once a week does not make the
-- units above it breathe. A unit that is silent is in no rate; a day with items set apart is no day of a mean.
--
-- grain    one row per unit and measure with a day told up to its last full day
-- param    $as_of             date       what was reported until this day
-- columns  unit_code measure rate_7d
with told as (
    select
        unit_code,
        project,
        date,
        case when counted then 1 else coalesce(date - lag(date) over series, 1) end as days
    from known_days($as_of, $as_of - 70)
    window series as (partition by unit_code, project order by date)
),

numbered as (
    select
        *,
        sum(days) over (partition by unit_code, project order by date) as until_then
    from told
),

ends as (
    select distinct
        lineage.unit_code,
        last_full_days.full_until
    from lineage
    inner join last_reports on lineage.unit_code = last_reports.unit_code
    inner join last_full_days on lineage.ancestor_code = last_full_days.unit_code
    where not last_reports.silent
),

spare as (
    select
        unit_code,
        count(distinct date) as days
    from apart
    where date >= $as_of - 70
    group by unit_code
),

needed as (
    select
        ends.unit_code,
        numbered.project,
        ends.full_until,
        max(numbered.until_then) as until_last,
        until_last - 7 - max(coalesce(spare.days, 0)) as after_then
    from ends
    inner join numbered on ends.unit_code = numbered.unit_code and ends.full_until >= numbered.date
    left join spare on ends.unit_code = spare.unit_code
    group by ends.unit_code, numbered.project, ends.full_until
),

-- The last days told by each reporting unit, by project and last full day of any unit it is part of: enough that seven
-- are left when those set apart are taken out. A number speaks for `days`; `days_after` of them come later.
recent_days as (
    select
        numbered.unit_code,
        numbered.project,
        needed.full_until,
        numbered.date,
        numbered.days,
        (needed.until_last - numbered.until_then)::integer as days_after
    from numbered
    inner join needed
        on
            numbered.unit_code = needed.unit_code
            and numbered.project = needed.project
            and numbered.date <= needed.full_until
            and numbered.until_then > needed.after_then
),

counts as (
    select
        unit_code,
        measure,
        date,
        sum(delta) as count
    from progress
    where
        reported_on <= $as_of and date between (select min(recent_days.date) from recent_days) and $as_of
        and unit_code in (select recent_days.unit_code from recent_days)
    group by unit_code, measure, date
),

ordinary as (
    select
        recent_days.*,
        measures.measure
    from recent_days
    inner join measures on recent_days.project = measures.project
    anti join apart
        on
            recent_days.unit_code = apart.unit_code
            and measures.measure = apart.measure
            and recent_days.date = apart.date
),

-- Only where a day may have been set apart must those before it be counted anew.
interrupted as (
    select distinct
        unit_code,
        measure
    from apart
    where date >= (select min(recent_days.date) from recent_days)
),

seven as (
    select *
    from ordinary
    anti join interrupted using (unit_code, measure)
    where days_after < 7
    union all
    select *
    from ordinary
    semi join interrupted using (unit_code, measure)
    qualify
        sum(days) over (partition by unit_code, full_until, measure order by date desc) - days < 7
),

means as (
    select
        seven.unit_code,
        seven.full_until,
        seven.measure,
        coalesce(sum(counts.count), 0) / sum(seven.days) as rate
    from seven
    left join counts
        on seven.unit_code = counts.unit_code and seven.measure = counts.measure and seven.date = counts.date
    group by seven.unit_code, seven.full_until, seven.measure
)

select
    lineage.ancestor_code as unit_code,
    means.measure,
    sum(means.rate order by means.unit_code) as rate_7d  -- in one order: sums of doubles depend on it
from means
inner join lineage on means.unit_code = lineage.unit_code
inner join last_full_days
    on lineage.ancestor_code = last_full_days.unit_code and means.full_until = last_full_days.full_until
group by lineage.ancestor_code, means.measure
