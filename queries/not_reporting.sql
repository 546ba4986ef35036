-- Reporting units below a unit that had not reported a day, longest silent first.
--
-- grain    one row per reporting unit without a report for as_of
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code of the unit above
-- param    $as_of            date       the day asked for
-- column   unit_code         varchar    unit code
-- column   name_vi           varchar    name in Vietnamese
-- column   name_en           varchar    name in English
-- column   parent_vi         varchar    name of the unit above it, in Vietnamese
-- column   parent_en         varchar    name of the unit above it, in English
-- column   told_until        date       latest day it has told; null if none
-- column   last_reported_on  date       day of its latest report; null if none
-- column   silent            boolean    silent for longer than the campaign allows
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
