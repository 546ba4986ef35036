-- The plan of one measure of one unit, day by day, for every target that was issued until as_of.
--
-- grain    one row per target and day, the target in force first, oldest day first
-- param    $units     varchar[]  unit codes the reader may see; null means all
-- param    $unit      varchar    unit code
-- param    $measure   varchar    measure id
-- param    $as_of     date       targets issued until this day
-- column   issued_on  date       day on which the target was issued
-- column   issued_by  varchar    who issued it
-- column   in_force   boolean    the one issued last
-- column   target     bigint     items at the deadline
-- column   deadline   date       last day of the plan
-- column   date       date       day
-- column   planned    double     items the plan has at the end of that day
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
