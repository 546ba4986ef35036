-- At what rate every unit goes: the sum, over the reporting units at or below it, of the mean of their own last seven
-- days told. So a lost day makes no week slower by a seventh, and a unit that reports once a week does not make the
-- units above it breathe. A unit that is silent is in no rate; a day with items set apart is no day of a mean.
--
-- grain    one row per unit and measure with a day told up to its last full day
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure rate_7d
with members as (
    select
        lineage.ancestor_code as unit_code,
        lineage.unit_code as reporting_code,
        last_full_days.full_until
    from last_reports($as_of) as last_reports
    inner join lineage() as lineage on last_reports.unit_code = lineage.unit_code
    inner join last_full_days($as_of) as last_full_days on lineage.ancestor_code = last_full_days.unit_code
    where lineage.ancestor_code in (select unnest($chosen)) and not last_reports.silent
),

-- Days that a running total tells are told together: the last one stands for all of them. A unit that is not silent
-- has told seven days within the ten weeks that silence and holes can take.
told as (
    select
        unit_code,
        project,
        date,
        case when counted then 1 else coalesce(date - lag(date) over series, 1) end as days
    from known_days($as_of, $as_of - 70)
    window series as (partition by unit_code, project order by date)
),

listed as (
    select list(distinct reporting_code) as codes from members
),

apart_days as (
    select
        unit_code,
        measure,
        date
    from apart($as_of, (select listed.codes from listed), $which)
    where date >= $as_of - 70
),

spare as (
    select
        unit_code,
        count(distinct date) as days
    from apart_days
    group by unit_code
),

-- Seven days, and as many more as some measure may have set apart.
near as (
    select
        members.unit_code,
        members.reporting_code,
        told.project,
        told.date,
        told.days
    from members
    inner join told on members.reporting_code = told.unit_code and members.full_until >= told.date
    left join spare on members.reporting_code = spare.unit_code
    qualify
        sum(told.days) over (
            partition by members.unit_code, members.reporting_code, told.project order by told.date desc
        ) - told.days < 7 + coalesce(spare.days, 0)
),

counts as (
    select
        unit_code,
        measure,
        date,
        sum(delta) as count
    from progress
    where
        reported_on <= $as_of and date between (select min(near.date) from near) and $as_of
        and unit_code in (select unnest(listed.codes) from listed) and ($which is null or measure = $which)
    group by unit_code, measure, date
),

recent as (
    select
        near.unit_code,
        near.reporting_code,
        measures.measure,
        near.days,
        coalesce(counts.count, 0) as count
    from near
    inner join measures on near.project = measures.project
    left join counts
        on near.reporting_code = counts.unit_code and measures.measure = counts.measure and near.date = counts.date
    left join apart_days
        on
            near.reporting_code = apart_days.unit_code
            and measures.measure = apart_days.measure
            and near.date = apart_days.date
    where apart_days.date is null and ($which is null or measures.measure = $which)
    qualify
        sum(near.days) over (
            partition by near.unit_code, near.reporting_code, measures.measure order by near.date desc
        ) - near.days < 7
),

means as (
    select
        unit_code,
        reporting_code,
        measure,
        sum(count) / sum(days) as rate
    from recent
    group by unit_code, reporting_code, measure
)

select
    unit_code,
    measure,
    sum(rate order by reporting_code) as rate_7d  -- in one order: sums of doubles depend on it
from means
group by unit_code, measure
