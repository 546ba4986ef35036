-- The units that are forecast, and their parent last: a unit and the level right below it.
--
-- grain    one row per unit, by unit code, the parent last
-- param    $unit       varchar  unit code of the parent
-- param    $as_of      date     the day from which one looks
-- column   unit_code   varchar  unit code
-- column   eligible    bigint   eligible residents, null where unknown
-- column   population  bigint   residents, null where unknown
-- column   full_until  date     last full day, null when nothing was ever reported
select
    units.unit_code,
    units.eligible,
    units.population,
    last_full_days.full_until
from units
left join last_full_days on units.unit_code = last_full_days.unit_code
where units.unit_code = $unit or units.parent_code = $unit
order by units.unit_code = $unit, units.unit_code;
