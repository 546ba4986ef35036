-- The last days told by each reporting unit, enough of them that seven are left when those set apart are taken out.
--
-- grain    one row per reporting unit, project, last full day of any unit it is part of, and day
-- param    $as_of             date       what was reported until this day
-- columns  unit_code project full_until date days days_after
--
-- unit_code   reporting unit
-- full_until  last full day of the unit whose pace is asked for
-- days        days for which the number of this day speaks
-- days_after  of those that come after it, up to full_until
with told as (
    select
        unit_code,
        project,
        date,
        case when counted then 1 else coalesce(date - lag(date) over series, 1) end as days
    from known_days($as_of, $as_of - 70)
    window series as (partition by unit_code, project order by date)
),

numbered as (
    select
        *,
        sum(days) over (partition by unit_code, project order by date) as until_then
    from told
),

ends as (
    select distinct
        lineage.unit_code,
        last_full_days.full_until
    from lineage
    inner join last_reports on lineage.unit_code = last_reports.unit_code
    inner join last_full_days on lineage.ancestor_code = last_full_days.unit_code
    where not last_reports.silent
),

spare as (
    select
        unit_code,
        count(distinct date) as days
    from apart
    where date >= $as_of - 70
    group by unit_code
),

needed as (
    select
        ends.unit_code,
        numbered.project,
        ends.full_until,
        max(numbered.until_then) as until_last,
        until_last - 7 - max(coalesce(spare.days, 0)) as after_then
    from ends
    inner join numbered on ends.unit_code = numbered.unit_code and ends.full_until >= numbered.date
    left join spare on ends.unit_code = spare.unit_code
    group by ends.unit_code, numbered.project, ends.full_until
)

select
    numbered.unit_code,
    numbered.project,
    needed.full_until,
    numbered.date,
    numbered.days,
    (needed.until_last - numbered.until_then)::integer as days_after
from numbered
inner join needed
    on
        numbered.unit_code = needed.unit_code
        and numbered.project = needed.project
        and numbered.date <= needed.full_until
        and numbered.until_then > needed.after_then
