-- Every target one measure of one unit was given until as_of.
--
-- grain    one row per target, the one in force first
-- params   $units $unit $measure $as_of
-- columns  issued_on issued_by target deadline change
--
-- $as_of   targets issued until this day
-- target   items at the deadline
select
    issued_on,
    issued_by,
    target,
    deadline,
    target - lag(target) over (order by issued_on) as change
from issued_targets($as_of, $units, $unit, $measure)
order by issued_on desc;
