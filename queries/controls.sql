-- Sums of units beside a figure that somebody published for the unit above them: the only control there is.
--
-- grain    one row per published figure of the unit or of one below it, the largest difference first
-- param    $units          varchar[]  unit codes the reader may see; null means all
-- param    $unit           varchar    unit code of the unit above
-- param    $as_of          date       what was reported until this day
-- column   unit_code       varchar    unit code
-- column   name_vi         varchar    name in Vietnamese
-- column   name_en         varchar    name in English
-- column   measure_vi      varchar    measure in Vietnamese
-- column   measure_en      varchar    measure in English
-- column   date            date       day the figure is for
-- column   published       bigint     items up to and including that day, as published
-- column   qualifier       varchar    the publication's own reservation, such as "more than"
-- column   total           bigint     items up to and including that day, summed from the reporting units
-- column   off_published   bigint     items, total − published
-- column   off_share       double     off_published ÷ published
with counted as (
    select
        milestones.unit_code,
        milestones.measure,
        milestones.date,
        milestones.value as published,
        milestones.qualifier,
        coalesce(sum(progress.delta), 0)::bigint as total
    from milestones
    inner join lineage() as lineage on milestones.unit_code = lineage.unit_code
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
