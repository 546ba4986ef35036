-- Reporting units below a unit that had not reported a day, longest silent first.
--
-- grain    one row per reporting unit without a report for as_of
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en parent_vi parent_en told_until last_reported_on silent
select
    reporting.unit_code,
    units.name_vi,
    units.name_en,
    parents.name_vi as parent_vi,
    parents.name_en as parent_en,
    reporting.told_until,
    reporting.last_reported_on,
    reporting.silent
from reporting($as_of) as reporting
inner join lineage() as lineage on reporting.unit_code = lineage.unit_code
inner join units on reporting.unit_code = units.unit_code
left join units as parents on units.parent_code = parents.unit_code
where
    lineage.ancestor_code = $unit
    and reporting.late
    and ($units is null or list_contains($units, reporting.unit_code))
order by reporting.told_until asc nulls first, reporting.unit_code asc;
