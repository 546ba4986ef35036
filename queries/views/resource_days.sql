-- The days of the last ten weeks on which the resources of a unit could work, and what was done with them.
--
-- Work is known of units that report. A unit above them that tells of resources, and below which nobody does, speaks
-- for all of its units: so each item is counted with the one unit that tells whose it is, or with none. A day of a unit
-- that reports counts where it is told, a number that speaks for several days with all of them; none counts on which
-- nobody works or something is set apart, as in no rate; and none of a unit above before those below it tell.
--
-- grain    one row per chosen unit, or unit below one, that tells, resource and day
-- param    $as_of        date       what was told until this day
-- param    $chosen       varchar[]  unit codes asked for, of any level
-- param    $which        varchar    measure id
-- columns  unit_code resource date resource_days items
--
-- items    of these days; null of a unit below which another tells, since they are counted there
with below as (
    select list(distinct unit_code) as listed
    from lineage
    where list_contains($chosen, ancestor_code)
),

known as materialized (
    select * from known_resources($as_of, (select below.listed from below))
),

above as (
    select
        lineage.ancestor_code as unit_code,
        known.resource,
        min(known.date) as first_on
    from known
    inner join lineage on known.unit_code = lineage.unit_code
    where lineage.ancestor_code != lineage.unit_code
    group by lineage.ancestor_code, known.resource
),

rest as (
    select * from rest_days($as_of)
),

told as (
    select
        known_days.unit_code,
        known_days.date,
        case
            when known_days.counted then 1
            else coalesce(known_days.date - lag(known_days.date) over series, 1)
        end as days
    from known_days($as_of, $as_of - 70) as known_days
    inner join measures on known_days.project = measures.project
    where measures.measure = $which and known_days.unit_code in (select known.unit_code from known)
    window series as (partition by known_days.unit_code order by known_days.date)
),

calendar as (
    select unnest(generate_series($as_of - 70, $as_of, interval 1 day))::date as date
),

-- A unit above those that report rests when all of them do.
resting as (
    select
        lineage.ancestor_code as unit_code,
        rest.date
    from rest
    inner join lineage on rest.unit_code = lineage.unit_code
    inner join last_full_days on lineage.ancestor_code = last_full_days.unit_code
    group by lineage.ancestor_code, rest.date
    having count(*) = max(last_full_days.units_expected)
),

open_days as (
    select
        told.unit_code,
        told.date,
        told.days
    from told
    anti join rest on told.unit_code = rest.unit_code and told.date = rest.date
    anti join apart on told.unit_code = apart.unit_code and told.date = apart.date and apart.measure = $which
    union all
    select
        units.unit_code,
        calendar.date,
        1 as days
    from units
    cross join calendar
    anti join resting on units.unit_code = resting.unit_code and calendar.date = resting.date
    where not units.reports
),

done as (
    select
        progress.unit_code,
        progress.date,
        sum(progress.delta) as items
    from progress
    where
        progress.measure = $which
        and progress.reported_on <= $as_of
        and progress.date between $as_of - 70 and $as_of
        and progress.unit_code in (select known.unit_code from known)
    group by progress.unit_code, progress.date
)

select
    known.unit_code,
    known.resource,
    open_days.date,
    (known.number * open_days.days)::bigint as resource_days,
    case
        when above.unit_code is null then (coalesce(done.items, 0) - coalesce(apart.items, 0))::bigint
    end as items
from known
inner join open_days
    on known.unit_code = open_days.unit_code and open_days.date between known.date and known.until_on
inner join last_full_days
    on known.unit_code = last_full_days.unit_code and open_days.date <= last_full_days.full_until
left join above on known.unit_code = above.unit_code and known.resource = above.resource
left join done on known.unit_code = done.unit_code and open_days.date = done.date
left join apart
    on known.unit_code = apart.unit_code and open_days.date = apart.date and apart.measure = $which
where above.unit_code is null or open_days.date >= above.first_on
