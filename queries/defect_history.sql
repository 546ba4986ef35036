-- Open defects of a unit by class, from one report to the next, with all that were ever found.
--
-- grain    one row per class and day on which anybody below reported on defects, oldest first
-- params   $units $unit $as_of
-- columns  date defect open found units_told units_known
with below as (
    select list(unit_code) as codes
    from reporting_units(null, $unit)
    where $units is null or list_contains($units, $unit)
)

select
    date,
    defect,
    sum(open)::bigint as open,
    case when count(found) = count(*) then sum(found)::bigint end as found,
    count(*) filter (told_on = date) as units_told,
    count(*) as units_known
from defect_states($as_of, (select below.codes from below))
group by date, defect
order by date, defect;
