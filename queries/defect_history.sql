-- Open defects of a unit by class, from one report to the next, with all that were ever found.
--
-- grain    one row per class and day on which anybody below reported on defects, oldest first
-- params   $units $unit $as_of
-- columns  date defect open found units_told units_known
with below as (
    select list(unit_code) as codes
    from reporting_units(null, $unit)
    where $units is null or list_contains($units, $unit)
),

-- What is known of a unit lasts until it says something else, so each report counts by what it changes; of several on
-- one day the last one stands.
changes as (
    select
        defects.date,
        defects.defect,
        defects.open - coalesce(lag(defects.open) over series, 0) as open,
        coalesce(defects.found, 0) - coalesce(lag(defects.found) over series, 0) as found,
        (defects.found is null)::integer
        - coalesce(lag((defects.found is null)::integer) over series, 0) as without_found,
        (lag(defects.date) over series is null)::integer as first,
        (lag(defects.date) over series is distinct from defects.date)::integer as told
    from defects
    inner join deliveries on defects.delivery_id = deliveries.delivery_id
    where
        defects.reported_on <= $as_of and defects.date <= $as_of
        and defects.unit_code in (select unnest(below.codes) from below)
    window
        series as (
            partition by defects.unit_code, defects.defect
            order by defects.date, defects.reported_on, deliveries.received_at
        )
),

told as (
    select
        date,
        defect,
        sum(open) as open,
        sum(found) as found,
        sum(without_found) as without_found,
        sum(first) as first,
        sum(told) as units_told
    from changes
    group by date, defect
),

days as (
    select distinct date from told
),

classes as (
    select
        defect,
        min(date) as first_on
    from told
    group by defect
),

grid as (
    select
        days.date,
        classes.defect
    from days
    inner join classes on days.date >= classes.first_on
)

select
    grid.date,
    grid.defect,
    sum(told.open) over so_far::bigint as open,
    case when sum(told.without_found) over so_far = 0 then sum(told.found) over so_far::bigint end as found,
    coalesce(told.units_told, 0)::bigint as units_told,
    sum(told.first) over so_far::bigint as units_known
from grid
left join told on grid.date = told.date and grid.defect = told.defect
window so_far as (partition by grid.defect order by grid.date)
order by grid.date, grid.defect;
