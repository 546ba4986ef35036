-- Open defects of a unit by class, from one report to the next, with all that were ever found.
--
-- grain    one row per class and day on which anybody below reported on defects, oldest first
-- params   $units $unit $as_of
-- columns  date defect open found units_told units_known
-- A unit that has ended counts until somebody reports after its last day: what it had is its successors' to report.
with below as (
    select
        units.unit_code,
        units.valid_to
    from lineage
    inner join snapshot.main.units as units on lineage.unit_code = units.unit_code
    where lineage.ancestor_code = $unit and units.reports and ($units is null or list_contains($units, $unit))
),

said as (
    select
        defects.date,
        defects.unit_code,
        defects.defect,
        defects.open,
        defects.found,
        defects.reported_on,
        deliveries.received_at,
        1 as known,
        true as told
    from defects
    inner join deliveries on defects.delivery_id = deliveries.delivery_id
    inner join below on defects.unit_code = below.unit_code
    where defects.reported_on <= $as_of and defects.date <= $as_of
),

classes_said as (
    select distinct
        said.unit_code,
        said.defect,
        below.valid_to
    from said
    inner join below on said.unit_code = below.unit_code
    where below.valid_to is not null
),

days_said as (
    select distinct date from said
),

ended as (
    select
        min(days_said.date) as date,
        classes_said.unit_code,
        classes_said.defect,
        0 as open,
        0 as found,
        $as_of as reported_on,
        null::timestamp as received_at,
        0 as known,
        false as told
    from classes_said
    inner join days_said on classes_said.valid_to < days_said.date
    group by classes_said.unit_code, classes_said.defect
),

-- What is known of a unit lasts until it says something else, so each report counts by what it changes; of several on
-- one day the last one stands.
changes as (
    select
        date,
        defect,
        open - coalesce(lag(open) over series, 0) as open,
        coalesce(found, 0) - coalesce(lag(found) over series, 0) as found,
        (found is null)::integer - coalesce(lag((found is null)::integer) over series, 0) as without_found,
        known - coalesce(lag(known) over series, 0) as first,
        (told and lag(date) over series is distinct from date)::integer as told
    from (
        from said
        union all
        from ended
    ) as states
    window series as (partition by unit_code, defect order by date, reported_on, received_at)
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
