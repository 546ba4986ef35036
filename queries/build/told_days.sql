-- Which days each unit has told in each project, and since when that is known.
--
-- A day is told when a report has a number for it, or when it lies in the period of a record extract.
--
-- grain    one row per reporting unit, project and day
-- column   unit_code    varchar  reporting unit
-- column   project      varchar  project id
-- column   date         date     day that is told
-- column   reported_on  date     day on which it was first told
-- column   counted      boolean  a count speaks for the day itself; a running total speaks for all days since the last
with
covered as (
    select distinct
        covers.unit_code,
        measures.project,
        covers.reported_on,
        unnest(generate_series(covers.first_on, least(covers.last_on, covers.reported_on), interval 1 day))::date
            as date
    from covers
    inner join measures on covers.measure = measures.measure
),

said as (
    select
        reports.unit_code,
        measures.project,
        reports.reported_on,
        reports.date,
        reports.form = 'count' as counted
    from reports
    inner join measures on reports.measure = measures.measure
    union all by name
    select
        *,
        true as counted
    from covered
)

select
    unit_code,
    project,
    date,
    min(reported_on) as reported_on,
    bool_or(counted) as counted
from said
group by unit_code, project, date
order by unit_code, project, date
