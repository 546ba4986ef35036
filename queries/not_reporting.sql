-- Reporting units below a unit that had not told a day, or had left out one before it, longest silent first.
--
-- grain    one row per reporting unit that has not told as_of, or a recent day before it
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en parent_vi parent_en told_until missing_since last_reported_on silent
select
    last_reports.unit_code,
    units.name_vi,
    units.name_en,
    parents.name_vi as parent_vi,
    parents.name_en as parent_en,
    last_reports.told_until,
    last_reports.first_missing_on as missing_since,
    last_reports.last_reported_on,
    last_reports.silent
from last_reports
inner join lineage on last_reports.unit_code = lineage.unit_code
inner join units on last_reports.unit_code = units.unit_code
left join units as parents on units.parent_code = parents.unit_code
where
    lineage.ancestor_code = $unit
    and (last_reports.late or last_reports.full_until < last_reports.told_until)
    and ($units is null or list_contains($units, last_reports.unit_code))
order by last_reports.told_until asc nulls first, last_reports.unit_code asc;
