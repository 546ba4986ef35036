-- The plan of one measure of one unit, day by day, for every target that was issued until as_of.
--
-- grain    one row per target and day, the target in force first, oldest day first
-- params   $units $unit $measure $as_of
-- columns  issued_on issued_by in_force target deadline date planned
--
-- $as_of   targets issued until this day
-- target   items at the deadline
-- planned  items the plan has at the end of that day
with issued as (
    select
        *,
        issued_on = max(issued_on) over () as in_force
    from issued_targets($as_of, $units, $unit, $measure)
)

select
    issued.issued_on,
    issued.issued_by,
    issued.in_force,
    issued.target,
    issued.deadline,
    plan_curve.date,
    issued.target * plan_curve.fraction as planned
from issued
inner join plan_curve on issued.measure = plan_curve.measure and issued.deadline = plan_curve.deadline
order by issued.in_force desc, issued.issued_on desc, plan_curve.date asc;
