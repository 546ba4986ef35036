-- Open defects of a unit by class, from one report to the next, with all that were ever found.
--
-- grain    one row per class and day on which anybody below reported on defects or took some over, oldest first
-- params   $units $unit $as_of
-- columns  date defect open found units_told units_known
-- What a unit had when it ended is its successors' from the next day on, each its part, until they report themselves;
-- where nobody goes on with it, it counts until anybody reports.
with below as (
    select units.unit_code
    from lineage
    inner join snapshot.main.units as units on lineage.unit_code = units.unit_code
    where lineage.ancestor_code = $unit and units.reports and ($units is null or list_contains($units, $unit))
),

-- Whose figures somebody below goes on with, and from when to when they hold them.
handed as (
    select
        heirs.unit_code,
        heirs.heir_code,
        heirs.from_on,
        heirs.low,
        heirs.high,
        coalesce(heir.valid_to + 1, date '9999-12-31') as until
    from heirs
    inner join below on heirs.heir_code = below.unit_code
    inner join snapshot.main.units as heir on heirs.heir_code = heir.unit_code
    inner join snapshot.main.units as units on heirs.unit_code = units.unit_code
    where heirs.unit_code <> heirs.heir_code and units.reports
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
    where
        defects.reported_on <= $as_of
        and defects.date <= $as_of
        and (defects.unit_code in (from below) or defects.unit_code in (select unit_code from handed))
),

days_said as (
    select distinct date from said
    where unit_code in (from below)
),

-- Each unit's last state of each class: that of those that have ended is what their successors get.
last_said as (
    select
        unit_code,
        defect,
        arg_max(open, (date, reported_on, received_at)) as open,
        arg_max(struct_pack(found := found), (date, reported_on, received_at)).found as found
    from said
    group by unit_code, defect
),

ended as (
    select
        last_said.unit_code,
        last_said.defect,
        case
            when last_said.unit_code in (select unit_code from successors) then units.valid_to + 1
            else (
                select min(days_said.date) from days_said
                where days_said.date > units.valid_to
            )
        end as date
    from last_said
    inner join below on last_said.unit_code = below.unit_code
    inner join snapshot.main.units as units on last_said.unit_code = units.unit_code
    where units.valid_to is not null
),

-- Of whom somebody has reported on the way: nothing of theirs is passed on any more.
settled as (
    select
        earlier.unit_code,
        later.heir_code
    from heirs as earlier
    inner join heirs as later on earlier.heir_code = later.unit_code
    inner join said on earlier.heir_code = said.unit_code and earlier.from_on <= said.date
    where earlier.heir_code <> earlier.unit_code and earlier.heir_code <> later.heir_code
),

-- A successor holds what it took over until it reports, or ends itself.
held as (
    select
        handed.* exclude (until),
        min(least(coalesce(said.date, handed.until), handed.until)) as reports_on
    from handed
    left join said on handed.heir_code = said.unit_code and handed.from_on <= said.date
    anti join settled on handed.unit_code = settled.unit_code and handed.heir_code = settled.heir_code
    group by all
),

taken_over as (
    select
        held.from_on,
        held.reports_on,
        held.heir_code,
        held.unit_code,
        last_said.defect,
        (floor(round(last_said.open * held.high, 6)) - floor(round(last_said.open * held.low, 6)))::bigint as open,
        (floor(round(last_said.found * held.high, 6)) - floor(round(last_said.found * held.low, 6)))::bigint as found,
        (held.low = 0)::integer as known
    from held
    inner join last_said on held.unit_code = last_said.unit_code
    where held.from_on < held.reports_on and held.from_on <= $as_of
),

-- What was in each hand, day by day: what a unit said, and what it holds of others.
states as (
    select
        unit_code as holder,
        unit_code as origin,
        * exclude (unit_code)
    from said
    where unit_code in (from below)
    union all by name
    select
        unit_code as holder,
        unit_code as origin,
        defect,
        date,
        0 as open,
        0 as found,
        $as_of as reported_on,
        0 as known,
        false as told
    from ended
    where date <= $as_of
    union all by name
    select
        heir_code as holder,
        unit_code as origin,
        defect,
        from_on as date,
        open,
        found,
        from_on as reported_on,
        known,
        false as told
    from taken_over
    union all by name
    select
        heir_code as holder,
        unit_code as origin,
        defect,
        reports_on as date,
        0 as open,
        0 as found,
        reports_on as reported_on,
        0 as known,
        false as told
    from taken_over
    where reports_on <= $as_of
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
    from states
    window series as (partition by holder, origin, defect order by date, reported_on, received_at)
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

-- What one of those below hands to another below changes nothing, and makes no row.
days as (
    select date from told
    group by date
    having sum(units_told) > 0 or bool_or(open <> 0 or found <> 0)
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
),

so_far as (
    select
        date,
        defect,
        sum(open) over past as open,
        sum(found) over past as found,
        sum(without_found) over past as without_found,
        sum(first) over past as known,
        units_told
    from (
        select
            date,
            defect,
            coalesce(told.open, 0) as open,
            coalesce(told.found, 0) as found,
            coalesce(told.without_found, 0) as without_found,
            coalesce(told.first, 0) as first,
            coalesce(told.units_told, 0) as units_told
        from grid
        full join told using (date, defect)
    ) as every
    window past as (partition by defect order by date)
)

select
    date,
    defect,
    open::bigint as open,
    case when without_found = 0 then found::bigint end as found,
    units_told::bigint as units_told,
    known::bigint as units_known
from so_far
semi join days using (date)
order by date, defect;
