-- At what rate every unit goes: the sum, over the reporting units at or below it, of the mean of their own last seven
-- days told. So a lost day makes no week slower by a seventh, and a unit that reports once a week does not make the
-- units above it breathe. A unit that is silent is in no rate; a day with items set apart is no day of a mean.
--
-- grain    one row per unit and measure with a day told up to its last full day
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure rate_7d
with near as (
    select
        lineage.ancestor_code as unit_code,
        recent_days.unit_code as reporting_code,
        measures.measure,
        recent_days.date,
        recent_days.days
    from recent_days
    inner join lineage() as lineage on recent_days.unit_code = lineage.unit_code
    inner join last_full_days
        on lineage.ancestor_code = last_full_days.unit_code and recent_days.full_until = last_full_days.full_until
    inner join measures on recent_days.project = measures.project
    where lineage.ancestor_code in (select unnest($chosen)) and ($which is null or measures.measure = $which)
),

listed as (
    select
        list(distinct reporting_code) as codes,
        min(date) as since
    from near
),

counts as (
    select
        unit_code,
        measure,
        date,
        sum(delta) as count
    from progress
    where
        reported_on <= $as_of and date between (select listed.since from listed) and $as_of
        and unit_code in (select unnest(listed.codes) from listed) and ($which is null or measure = $which)
    group by unit_code, measure, date
),

recent as (
    select
        near.unit_code,
        near.reporting_code,
        near.measure,
        near.days,
        coalesce(counts.count, 0) as count
    from near
    left join counts
        on near.reporting_code = counts.unit_code and near.measure = counts.measure and near.date = counts.date
    left join apart($as_of, (select listed.codes from listed), $which) as apart
        on near.reporting_code = apart.unit_code and near.measure = apart.measure and near.date = apart.date
    where apart.date is null
    qualify
        sum(near.days) over (
            partition by near.unit_code, near.reporting_code, near.measure order by near.date desc
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
