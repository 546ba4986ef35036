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
from targets
where
    unit_code = $unit
    and measure = $measure
    and issued_on <= $as_of
    and ($units is null or list_contains($units, unit_code))
order by issued_on desc;
