-- Every target one measure of one unit was given until as_of.
--
-- grain    one row per target, the one in force first
-- param    $units     varchar[]  unit codes the reader may see; null means all
-- param    $unit      varchar    unit code
-- param    $measure   varchar    measure id
-- param    $as_of     date       targets issued until this day
-- column   issued_on  date       day on which the target was issued
-- column   issued_by  varchar    who issued it
-- column   target     bigint     items at the deadline
-- column   deadline   date       last day for them
-- column   change     bigint     items more than the target before; null for the first
select
    issued_on,
    issued_by,
    target,
    deadline,
    target - lag(target) over (order by issued_on) as change
from issued_targets($as_of, $units, $unit, $measure)
order by issued_on desc;
