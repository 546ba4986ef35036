-- Week after week of one unit and of the units most like it, back from its last full day.
--
-- grain    one row per unit and week, by code, oldest first
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code of the unit that is compared
-- param    $measure          varchar    measure id
-- param    $as_of            date       what was reported until this day
-- column   unit_code         varchar    unit code
-- column   week_until        date       last day of the week; the same weeks for all units
-- column   count             bigint     items of the week, without what a running total opens with
-- column   total             bigint     items up to and including week_until
-- column   completion        double     total ÷ target in force
-- column   planned_fraction  double     share of the target that the plan has on week_until
with codes as (
    select list(unit_code) as listed from closest_peers($as_of, $units, $unit, $measure)
)

select * exclude (measure)
from weekly($as_of, (select codes.listed from codes), $measure, $unit)
order by unit_code, week_until;
