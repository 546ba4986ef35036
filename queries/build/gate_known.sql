-- What is told last of each cell of which a delivery speaks: of its units and measures, in its form and on its days.
-- Made for each delivery; where it says no totals, no total is looked for, and of a day's counts a day is read.
create or replace temp table known_cells as
with
spoken_of as (
    select
        unit_code,
        measure,
        form,
        min(date) as first_on,
        max(date) as last_on
    from arriving
    group by all
    union all
    select
        unit_code,
        measure,
        'count' as form,
        first_on,
        last_on
    from arriving_covers
),

span as (
    select
        min(first_on) as first_on,
        max(last_on) as last_on
    from spoken_of
)

select
    unit_code,
    measure,
    date,
    form,
    arg_max(value, moment) as value
from known_reports
semi join spoken_of using (unit_code, measure, form)
where date between (select first_on from span) and (select last_on from span)
group by all;
