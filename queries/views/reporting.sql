-- What each reporting unit had said by a day: its latest report, the latest day told, and whether it has gone silent.
-- A unit without a target that never reported is not expected to.
--
-- grain    one row per reporting unit that is expected to report
-- param    $as_of             date       what was reported until this day
-- columns  unit_code last_reported_on told_until late silent
--
-- late     as_of itself is not told yet
with spoken as (
    select
        unit_code,
        max(reported_on) as last_reported_on,
        max(date) as told_until
    from report_reach
    where reported_on <= $as_of and date <= $as_of
    group by unit_code
),

expected as (
    select distinct unit_code from targets
    where target > 0
)

select
    units.unit_code,
    spoken.last_reported_on,
    spoken.told_until,
    coalesce(spoken.told_until, date '0001-01-01') < $as_of as late,
    coalesce(spoken.told_until, date '0001-01-01')
    < $as_of - publication.silent_after_days as silent
from units
cross join publication() as publication
left join spoken on units.unit_code = spoken.unit_code
where units.reports and (spoken.unit_code is not null or units.unit_code in (from expected))
