-- What is told last of each cell of the units and measures of which a delivery speaks, by form. Made for each delivery.
create or replace view known_cells as
with
spoken_of as (
    select
        unit_code,
        measure
    from arriving
    union
    select
        unit_code,
        measure
    from arriving_covers
)

select
    unit_code,
    measure,
    date,
    form,
    arg_max(value, moment) as value
from known_reports
semi join spoken_of using (unit_code, measure)
group by all;
