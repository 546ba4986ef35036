-- Sums of units beside a figure that somebody published for the unit above them: the only control there is.
--
-- grain    one row per published figure of the unit or of one below it, the largest difference first
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en measure_vi measure_en date published qualifier total off_published off_share
--
-- total    items up to and including that day, summed from the reporting units
with counted as (
    select
        milestones.unit_code,
        milestones.measure,
        milestones.date,
        milestones.value as published,
        milestones.qualifier,
        coalesce(sum(progress.delta), 0)::bigint as total
    from milestones
    inner join lineage on milestones.unit_code = lineage.unit_code
    left join progress
        on
            milestones.unit_code = progress.unit_code
            and milestones.measure = progress.measure
            and milestones.date >= progress.date
            and progress.reported_on <= $as_of
    where
        lineage.ancestor_code = $unit
        and milestones.date <= $as_of
        and ($units is null or list_contains($units, milestones.unit_code))
    group by all
)

select
    counted.unit_code,
    units.name_vi,
    units.name_en,
    measures.label_vi as measure_vi,
    measures.label_en as measure_en,
    counted.date,
    counted.published,
    counted.qualifier,
    counted.total,
    counted.total - counted.published as off_published,
    (counted.total - counted.published) / nullif(counted.published, 0) as off_share
from counted
inner join units on counted.unit_code = units.unit_code
inner join measures on counted.measure = measures.measure
order by
    abs(off_share) desc nulls last,
    counted.unit_code asc,
    measures.position asc,
    counted.date asc,
    counted.published asc;
