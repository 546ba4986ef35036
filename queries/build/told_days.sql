-- Which days each unit has told in each project, and since when that is known.
--
-- A day is told when a report has a number for it, or when it lies in the period of a record extract. A unit that went
-- on with others on its first day has those that all of them had told.
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
),

told as (
    select
        unit_code,
        project,
        date,
        min(reported_on) as reported_on,
        bool_or(counted) as counted
    from said
    group by unit_code, project, date
),

-- Whom a new unit goes on with, of those that ever told: it begins with the days that all of them have told.
founders as (
    select distinct
        successors.successor_code as unit_code,
        told.unit_code as founder,
        told.project,
        successors.from_on
    from successors
    inner join units on successors.successor_code = units.unit_code and successors.from_on = units.valid_from
    inner join told on successors.unit_code = told.unit_code
    where units.reports
),

founded as (
    select
        unit_code,
        project,
        count(*) as founders
    from founders
    group by unit_code, project
),

taken_over as (
    select
        founders.unit_code,
        told.project,
        told.date,
        greatest(max(told.reported_on), max(founders.from_on)) as reported_on,
        bool_and(told.counted) as counted
    from founders
    inner join told on founders.founder = told.unit_code and founders.project = told.project
    inner join founded on founders.unit_code = founded.unit_code and founders.project = founded.project
    group by founders.unit_code, told.project, told.date
    having count(*) = any_value(founded.founders)
)

select
    unit_code,
    project,
    date,
    min(reported_on) as reported_on,
    bool_or(counted) as counted
from (
    select * from told
    union all by name
    select * from taken_over
) as known
group by unit_code, project, date
order by unit_code, project, date
