-- What the reports of each day changed in days that were told before: late figures, corrections, items moved.
--
-- grain    one row per day of a report that changed something, within 56 days up to as_of, oldest first
-- param    $units        varchar[]  unit codes the reader may see; null means all
-- param    $unit         varchar    unit code of the unit above
-- param    $measure      varchar    measure id
-- param    $as_of        date       what was reported until this day
-- column   reported_on   date       day of the report
-- column   units         bigint     reporting units whose past it changed
-- column   days          bigint     days that it changed
-- column   raised        bigint     items more, over the unit-days that rose
-- column   lowered       bigint     items fewer, over the unit-days that fell: 0 or below
-- column   net           bigint     raised + lowered
-- column   gross         bigint     raised − lowered: every item that moved
with below as (
    select list(unit_code) as listed
    from reporting_units(null, $unit) -- a sum over those below is a figure of the unit
    where $units is null or list_contains($units, $unit)
)

select
    reported_on,
    count(distinct unit_code) as units,
    count(distinct date) as days,
    coalesce(sum(delta) filter (delta > 0), 0)::bigint as raised,
    coalesce(sum(delta) filter (delta < 0), 0)::bigint as lowered,
    sum(delta)::bigint as net,
    sum(abs(delta))::bigint as gross
from revised($as_of, (select below.listed from below), $measure)
where reported_on > $as_of - 56
group by reported_on
order by reported_on;
