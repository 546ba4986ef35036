-- The last full day of every unit: the last one told by all reporting units below it that are not silent.
--
-- grain    one row per unit with reporting units below it
-- param    $as_of             date       what was reported until this day
-- columns  unit_code full_until units_expected units_late units_silent
select
    lineage.ancestor_code as unit_code,
    coalesce(
        min(reporting.told_until) filter (not reporting.silent),
        max(reporting.told_until)
    ) as full_until,
    count(*) as units_expected,
    count(*) filter (reporting.late) as units_late,
    count(*) filter (reporting.silent) as units_silent
from reporting($as_of) as reporting
inner join lineage() as lineage on reporting.unit_code = lineage.unit_code
group by lineage.ancestor_code
