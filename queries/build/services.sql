-- Rows of a `services` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $last         date     last day that can have been reported, for rows that do not say
-- column   line          bigint   physical line, the header being 1
-- column   lines         integer  physical lines of the record
-- column   broken        struct   the rule it breaks, null when accepted
-- column   repaired      boolean  whether the unit's code had lost its leading zeros
-- column   service_id    varchar  the service
-- column   name          varchar  its name
-- column   name_en       varchar  the same in English, null when the file does not say
-- column   kind          varchar  kind of connections
-- column   owner         varchar  who answers for it
-- column   owner_en      varchar  the same in English, null when the file does not say
-- column   unit_code     varchar  unit it belongs to, at any level; null when it belongs to none
-- column   planned_on    date     day planned for the connection
-- column   ready_on      date     day on which the owner's side was ready, null when it is not or the file does not say
-- column   tested_on     date     day on which it passed its tests
-- column   connected_on  date     day on which it was connected
-- column   route         varchar  id of the route over which it is connected, null when the file does not say
-- column   responsible   varchar  body that is responsible on the owner's side, null when the file does not say
-- column   responsible_en  varchar  the same in English
-- column   counterpart   varchar  body that is responsible on the other side, null when the file does not say
-- column   counterpart_en  varchar  the same in English
-- column   reported_on   date     day on which it was said, null when the row does not say
with
windowed as (
    select
        cells.*,
        connection_names.id as known_kind,
        route_names.id as known_route,
        unit_spellings.unit_code as known_unit,
        coalesce(unit_spellings.repaired, false) as repaired,
        date '1900-01-01' as first_on,
        date '2100-01-01' as end_on,
        coalesce(day_of(cells.reported_on), cast($last as date)) as last_on
    from cells
    left join connection_names on normalised(cells.kind) = connection_names.name
    left join route_names on normalised(cells.route) = route_names.name
    left join unit_spellings on cells.unit_code = unit_spellings.cell
),

checked as (
    select
        *,
        coalesce(
            fault,
            missing_fault('service_id', service_id),
            missing_fault('name', name),
            missing_fault('kind', kind),
            case
                when known_kind is null then broken('unknown_service_kind', 'kind', kind)
                when unit_code is not null and known_unit is null
                    then unit_broken('unknown_unit', 'unit_code', unit_code)
            end,
            maybe_day_fault('reported_on', reported_on, first_on, $last),
            maybe_day_fault('planned_on', planned_on, first_on, end_on),
            maybe_day_fault('ready_on', ready_on, first_on, last_on),
            maybe_day_fault('tested_on', tested_on, first_on, last_on),
            maybe_day_fault('connected_on', connected_on, first_on, last_on),
            case
                when day_of(tested_on) < day_of(ready_on)
                    then broken('stages_out_of_order', 'tested_on', tested_on)
                when day_of(connected_on) < coalesce(day_of(tested_on), day_of(ready_on))
                    then broken('stages_out_of_order', 'connected_on', connected_on)
                when route is not null and known_route is null then broken('unknown_route', 'route', route)
            end
        ) as broken
    from windowed
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        service_id,
        nfc_normalize(name) as name,
        nfc_normalize(name_en) as name_en,
        known_kind as kind,
        nfc_normalize(owner) as owner,
        nfc_normalize(owner_en) as owner_en,
        known_unit as unit_code,
        day_of(planned_on) as planned_on,
        day_of(ready_on) as ready_on,
        day_of(tested_on) as tested_on,
        day_of(connected_on) as connected_on,
        known_route as route,
        nfc_normalize(responsible) as responsible,
        nfc_normalize(responsible_en) as responsible_en,
        nfc_normalize(counterpart) as counterpart,
        nfc_normalize(counterpart_en) as counterpart_en,
        day_of(reported_on) as reported_on
    from checked
)

select * replace (unless_twice(broken, line, (service_id, reported_on), 'duplicate_id', 'service_id') as broken)
from typed
