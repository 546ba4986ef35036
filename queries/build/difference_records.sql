-- What becomes of everything else that files tell when one snapshot follows another: open defects, samples, reasons,
-- services and their uptake, orders, notes, figures to compare with, resources, stock and what is expected.
--
-- grain    one row per unit and figure of which anything differs
-- column   unit_code  varchar  unit, of any level; the root of what belongs to none
-- column   measure    varchar  defects.CLASS (open ones), verification.sample_size, verification.defects_found (of the
--                              latest samples), reasons.REASON (still missing for it), services.KIND.listed, .planned,
--                              .ready, .tested, .connected, uptake.FIGURE (of the root, the latest of each service),
--                              orders.given, notes.written; controls.MEASURE, of the unit itself alone;
--                              resources.KIND, with those of all units below; supplies.SUPPLY (in hand),
--                              expected.SUPPLY (of all days)
-- column   known      bigint   figure in the first
-- column   becomes    bigint   figure in the second
-- column   days       bigint   days of which the figure differs; 0 where it is of no day
-- column   first_on   date     first of them
-- column   last_on    date     last of them
with
told_entries as (
    select
        side,
        reported_on,
        received_at,
        unit_code,
        'orders.given' as measure,
        order_id as entry,
        given_on as date
    from told('orders')
    union all
    select
        side,
        reported_on,
        received_at,
        unit_code,
        'notes.written' as measure,
        concat(unit_code, measure, first_on, note) as entry,
        first_on as date
    from told('notes')
),

entries as (
    select
        told_entries.side,
        coalesce(told_entries.unit_code, root.unit_code) as unit_code,
        told_entries.measure,
        told_entries.entry,
        told_entries.date
    from told_entries
    inner join becoming.units as root on root.depth = 0
    qualify
        row_number() over (
            partition by told_entries.side, told_entries.measure, told_entries.entry
            order by told_entries.reported_on desc, told_entries.received_at desc
        ) = 1
),

-- Of a unit and day what was told last counts, as it does where pages ask: queries/views/defect_states.sql.
defects as (
    select
        side,
        unit_code,
        'defects.' || defect as measure,
        date,
        open as value
    from told('defects')
    qualify
        row_number() over (
            partition by side, unit_code, defect, date order by reported_on desc, received_at desc
        ) = 1
),

reasons as (
    select
        side,
        unit_code,
        'reasons.' || reason as measure,
        date,
        persons as value
    from told('reasons')
    qualify
        row_number() over (
            partition by side, unit_code, reason, date order by reported_on desc, received_at desc
        ) = 1
),

samples as (
    select
        side,
        unit_code,
        date,
        sample_size,
        defects_found
    from told('verification')
    qualify
        row_number() over (partition by side, unit_code, date order by reported_on desc, received_at desc) = 1
),

controls as (
    select
        side,
        unit_code,
        'controls.' || measure as measure,
        date,
        published as value
    from told('controls')
    qualify
        row_number() over (
            partition by side, unit_code, measure, date, source order by reported_on desc, received_at desc
        ) = 1
),

resources as (
    select
        side,
        unit_code,
        'resources.' || resource as measure,
        date,
        number as value
    from told('resources')
    qualify
        row_number() over (
            partition by side, unit_code, resource, date order by reported_on desc, received_at desc
        ) = 1
),

stock as (
    select
        side,
        unit_code,
        'supplies.' || supply as measure,
        date,
        in_hand as value
    from told('supplies')
    qualify
        row_number() over (partition by side, unit_code, supply, date order by reported_on desc, received_at desc) = 1
),

expectations as (
    select
        side,
        unit_code,
        'expected.' || supply as measure,
        expected_on as date,
        items as value
    from told('expected')
    qualify
        row_number() over (
            partition by side, unit_code, supply, expected_on order by reported_on desc, received_at desc
        ) = 1
),

cells as (
    select * from defects
    union all by name
    select * from reasons
    union all by name
    select * from controls
    union all by name
    select * from stock
    union all by name
    select * from expectations
    union all by name
    select * from resources
    union all by name
    select
        side,
        unit_code,
        'verification.sample_size' as measure,
        date,
        sample_size as value
    from samples
    union all by name
    select
        side,
        unit_code,
        'verification.defects_found' as measure,
        date,
        defects_found as value
    from samples
),

items as (
    select
        side,
        service_id,
        coalesce(told_services.unit_code, root.unit_code) as unit_code,
        told_services.kind,
        planned_on,
        ready_on,
        tested_on,
        connected_on
    from told('services') as told_services
    inner join becoming.units as root on root.depth = 0
    qualify row_number() over (partition by side, service_id order by reported_on desc, received_at desc) = 1
),

-- A service stands in each stage that it has reached, with the day of it.
stages as (
    select
        side,
        unit_code,
        'services.' || kind || '.listed' as measure,
        service_id,
        null::date as date
    from items
    union all
    select
        side,
        unit_code,
        'services.' || kind || '.planned' as measure,
        service_id,
        planned_on as date
    from items
    where planned_on is not null
    union all
    select
        side,
        unit_code,
        'services.' || kind || '.ready' as measure,
        service_id,
        ready_on as date
    from items
    where ready_on is not null
    union all
    select
        side,
        unit_code,
        'services.' || kind || '.tested' as measure,
        service_id,
        tested_on as date
    from items
    where tested_on is not null
    union all
    select
        side,
        unit_code,
        'services.' || kind || '.connected' as measure,
        service_id,
        connected_on as date
    from items
    where connected_on is not null
    union all
    select
        side,
        unit_code,
        measure,
        entry as service_id,
        date
    from entries
),

uses as (
    select
        side,
        root.unit_code,
        'uptake.' || told_uptake.figure as measure,
        coalesce(told_uptake.service_id, '') as service_id,
        told_uptake.date,
        told_uptake.total as value
    from told('uptake') as told_uptake
    inner join becoming.units as root on root.depth = 0
    qualify
        row_number() over (
            partition by side, told_uptake.figure, told_uptake.service_id, told_uptake.date
            order by told_uptake.reported_on desc, told_uptake.received_at desc
        ) = 1
),

latest_uses as (
    select *
    from uses
    qualify row_number() over (partition by side, measure, service_id order by date desc) = 1
),

latest as (
    select
        side,
        unit_code,
        measure,
        sum(value) as value
    from latest_uses
    group by side, unit_code, measure
    union all
    select
        side,
        unit_code,
        measure,
        value
    from cells
    anti join expectations using (side, unit_code, measure)
    qualify row_number() over (partition by side, unit_code, measure order by date desc, value desc) = 1
    union all
    select
        side,
        unit_code,
        measure,
        sum(value) as value
    from expectations
    group by side, unit_code, measure
    union all
    select
        side,
        unit_code,
        measure,
        count(*) as value
    from stages
    group by side, unit_code, measure
),

differing as (
    select
        unit_code,
        measure,
        date
    from cells
    group by unit_code, measure, date
    having max(value) filter (side = 'known') is distinct from max(value) filter (side = 'becoming')
    union all
    select
        unit_code,
        measure,
        date
    from stages
    group by unit_code, measure, service_id, date
    having count(*) = 1
    union all
    select
        unit_code,
        measure,
        date
    from uses
    group by unit_code, measure, service_id, date
    having max(value) filter (side = 'known') is distinct from max(value) filter (side = 'becoming')
),

-- A figure to compare with is a sum already: it is in no other.
areas as (
    select
        unit_code,
        ancestor_code,
        unit_code = ancestor_code as itself
    from becoming.lineage
),

figures as (
    select
        areas.ancestor_code as unit_code,
        latest.measure,
        coalesce(sum(latest.value) filter (latest.side = 'known'), 0)::bigint as known,
        coalesce(sum(latest.value) filter (latest.side = 'becoming'), 0)::bigint as becomes
    from latest
    inner join areas on latest.unit_code = areas.unit_code
    where areas.itself or not starts_with(latest.measure, 'controls.')
    group by areas.ancestor_code, latest.measure
),

changes as (
    select
        areas.ancestor_code as unit_code,
        differing.measure,
        count(distinct differing.date) as days,
        min(differing.date) as first_on,
        max(differing.date) as last_on
    from differing
    inner join areas on differing.unit_code = areas.unit_code
    where areas.itself or not starts_with(differing.measure, 'controls.')
    group by areas.ancestor_code, differing.measure
)

select
    figures.unit_code,
    figures.measure,
    figures.known,
    figures.becomes,
    changes.days,
    changes.first_on,
    changes.last_on
from figures
inner join changes on figures.unit_code = changes.unit_code and figures.measure = changes.measure
order by figures.unit_code, figures.measure
