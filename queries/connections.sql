-- What is to be connected, as the latest list told it: planned, tested, connected.
--
-- grain    one row per item: overdue ones first, the longest overdue on top, then by day planned
-- params   $units $unit $as_of
-- columns  service_id name_vi name_en kind owner_vi owner_en unit_code planned_on ready_on tested_on connected_on state
--          days_overdue days_in_test reported_on route responsible_vi responsible_en counterpart_vi counterpart_en
--          held_by listed_on
--
-- $unit      unit code: items of this unit or of one below it; those of none are the root's
-- name_vi    name of the item
-- name_en    the same; where the list has none in English the Vietnamese one, and so of the owner
-- kind       kind of connections
-- unit_code  unit it belongs to; null when it belongs to none
-- state      overdue | testing | planned | connected | unplanned
-- held_by    owner | both | counterpart, of what is overdue: the owner's side until it is ready, both until the test is
--            passed, then the other side; untold where no item of its kind has a day on which it was ready
with told as (
    select
        services.*,
        min(services.reported_on) over (partition by services.service_id) as listed_on,
        bool_or(services.ready_on is not null) over (partition by services.kind) as tells_ready,
        deliveries.received_at
    from services
    inner join deliveries on services.delivery_id = deliveries.delivery_id
    where services.reported_on <= $as_of
),

said as (
    select
        told.* replace (
            case when told.ready_on <= $as_of then told.ready_on end as ready_on,
            case when told.tested_on <= $as_of then told.tested_on end as tested_on,
            case when told.connected_on <= $as_of then told.connected_on end as connected_on
        )
    from told
    qualify
        row_number() over (partition by told.service_id order by told.reported_on desc, told.received_at desc) = 1
),

seen as (
    select said.*
    from said
    cross join units as root
    inner join lineage on coalesce(said.unit_code, root.unit_code) = lineage.unit_code
    where
        root.depth = 0
        and lineage.ancestor_code = $unit
        and ($units is null or list_contains($units, lineage.unit_code))
)

select
    service_id,
    name as name_vi,
    coalesce(name_en, name) as name_en,
    kind,
    owner as owner_vi,
    coalesce(owner_en, owner) as owner_en,
    unit_code,
    planned_on,
    ready_on,
    tested_on,
    connected_on,
    case
        when connected_on is not null then 'connected'
        when planned_on < $as_of then 'overdue'
        when tested_on is not null then 'testing'
        when planned_on is not null then 'planned'
        else 'unplanned'
    end as state,
    case when connected_on is null and planned_on < $as_of then ($as_of - planned_on)::bigint end as days_overdue,
    (coalesce(connected_on, $as_of) - tested_on)::bigint as days_in_test,
    reported_on,
    route,
    responsible as responsible_vi,
    coalesce(responsible_en, responsible) as responsible_en,
    counterpart as counterpart_vi,
    coalesce(counterpart_en, counterpart) as counterpart_en,
    case
        when connected_on is not null or planned_on is null or planned_on >= $as_of then null
        when tested_on is not null then 'counterpart'
        when ready_on is not null then 'both'
        when tells_ready then 'owner'
        else 'untold'
    end as held_by,
    listed_on
from seen
order by days_overdue desc nulls last, state = 'connected' asc, planned_on asc nulls last, service_id asc;
