-- Open defects of a unit by class, from one report to the next, with all that were ever found.
--
-- grain    one row per class and day on which anybody below reported on defects, oldest first
-- param    $units       varchar[]  unit codes the reader may see; null means all
-- param    $unit        varchar    unit code
-- param    $as_of       date       what was reported until this day
-- column   date         date       day of the state
-- column   defect       varchar    class of defects
-- column   open         bigint     records with it, not yet mended
-- column   found        bigint     records ever found with it; null when not all units say
-- column   units_told   bigint     reporting units that said it for this very day
-- column   units_known  bigint     reporting units counted, those with an earlier figure included
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
