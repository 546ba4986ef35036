-- What the reports of each day changed in days that were told before: late figures, corrections, items moved.
--
-- grain    one row per day of a report that changed something, within 56 days up to as_of, oldest first
-- params   $units $unit $measure $as_of
-- columns  reported_on units days raised lowered net gross
--
-- days     days that it changed
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
from revisions($as_of, (select below.listed from below), $measure)
where reported_on > $as_of - 56
group by reported_on
order by reported_on;
