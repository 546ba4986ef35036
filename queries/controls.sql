-- Sums of units beside a figure that somebody published, or sent, of the unit above them: the only control there is.
--
-- grain    one row per published figure of the unit or of one below it, the largest difference first
-- params   $units $unit $own $as_of
-- columns  unit_code name_vi name_en measure_vi measure_en date published total off_published off_share
--          source_title qualifier
--
-- $own     a reader who answers for one unit sees what was sent of that one and of those below it
-- total    items up to and including that day, summed from the reporting units
with counted as (
    select
        figures.unit_code,
        figures.measure,
        figures.date,
        figures.value as published,
        figures.qualifier,
        figures.source_title,
        coalesce(sum(progress.delta), 0)::bigint as total
    from control_figures($as_of, $units, $own) as figures
    inner join lineage on figures.unit_code = lineage.unit_code
    left join progress
        on
            figures.unit_code = progress.unit_code
            and figures.measure = progress.measure
            and figures.date >= progress.date
            and progress.reported_on <= $as_of
    where lineage.ancestor_code = $unit
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
    counted.total,
    counted.total - counted.published as off_published,
    (counted.total - counted.published) / nullif(counted.published, 0) as off_share,
    counted.source_title,
    counted.qualifier
from counted
inner join units on counted.unit_code = units.unit_code
inner join measures on counted.measure = measures.measure
order by
    abs(off_share) desc nulls last,
    counted.unit_code asc,
    measures.position asc,
    counted.date asc,
    counted.published asc,
    counted.source_title asc;
