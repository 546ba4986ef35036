-- The last full day of every unit: the last one up to which all reporting units below it that are not silent told
-- every day.
--
-- grain    one row per unit with reporting units below it
-- columns  unit_code full_until units_expected units_late units_silent units_with_holes
select
    lineage.ancestor_code as unit_code,
    coalesce(
        min(last_reports.full_until) filter (not last_reports.silent),
        max(last_reports.full_until)
    ) as full_until,
    count(*) as units_expected,
    count(*) filter (last_reports.late) as units_late,
    count(*) filter (last_reports.silent) as units_silent,
    count(*) filter (last_reports.full_until < last_reports.told_until) as units_with_holes
from last_reports
inner join lineage on last_reports.unit_code = lineage.unit_code
group by lineage.ancestor_code
