-- The days that each reporting unit had told by a day, in each project; days of rest need no report.
--
-- grain    one row per reporting unit, project and day, from the unit's first
-- param    $as_of             date       what was reported until this day
-- param    $since             date       days from this one on
-- columns  unit_code project date counted
--
-- counted  the day is told by itself; without it, in the sum of the days since the last one told
with told as (
    select
        unit_code,
        project,
        date,
        counted
    from told_days
    where reported_on <= $as_of and date between $since and $as_of
),

rest as (
    select * from rest_days($as_of)
    where date >= $since
),

-- Of units that rest alone: where nobody does, no day is looked at for it.
firsts as (
    select
        unit_code,
        project,
        min(date) as first_on
    from told_days
    where reported_on <= $as_of and unit_code in (select rest.unit_code from rest)
    group by unit_code, project
),

rested as (
    select
        firsts.unit_code,
        firsts.project,
        rest.date,
        true as counted
    from rest
    inner join firsts on rest.unit_code = firsts.unit_code and rest.date > firsts.first_on
)

select
    unit_code,
    project,
    date,
    counted
from told
union all by name
select
    rested.unit_code,
    rested.project,
    rested.date,
    rested.counted
from rested
anti join told using (unit_code, project, date)
