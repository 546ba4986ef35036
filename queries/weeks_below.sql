-- Week after week of the units directly below a unit, back from the last day that all of them have told.
--
-- grain    one row per unit below and week, by code, oldest first
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code of the unit above
-- param    $measure          varchar    measure id
-- param    $as_of            date       what was reported until this day
-- column   unit_code         varchar    unit code
-- column   week_until        date       last day of the week; the same weeks for all units
-- column   count             bigint     items of the week, without what a running total opens with
-- column   total             bigint     items up to and including week_until
-- column   completion        double     total ÷ target in force
-- column   planned_fraction  double     share of the target that the plan has on week_until
select * exclude (measure)
from weekly($as_of, (select list(unit_code) from children($units, $unit)), $measure, $unit)
order by unit_code, week_until;
