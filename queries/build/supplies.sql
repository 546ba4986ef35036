-- Rows of a `supplies` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $first       date     first day of the campaign
-- param    $last        date     last day that can have been reported, for rows that do not say
-- column   line         bigint   physical line, the header being 1
-- column   lines        integer  physical lines of the record
-- column   broken       struct   the rule it breaks, null when accepted
-- column   repaired     boolean  whether the unit's code had lost its leading zeros
-- column   date         date     day at whose end it is so
-- column   unit_code    varchar  unit whose store it is, of any level: what lies with itself, not below it
-- column   supply       varchar  supply
-- column   in_hand      bigint   items in the store
-- column   delivered    bigint   items that ever came into it, null when the file does not say
-- column   used         bigint   items that were ever used out of it, null when the file does not say
-- column   reported_on  date     day on which it was said, null when the row does not say
with
checked as (
    select
        rows.*,
        supply_names.id as known_supply,
        coalesce(
            -- A store may be any unit's, not only one's that reports figures.
            case when rows.unit_fault.rule != 'not_reporting_unit' then rows.unit_fault end,
            missing_fault('supply', rows.supply),
            case when supply_names.id is null then broken('unknown_supply', 'supply', rows.supply) end,
            rows.day_fault,
            count_fault('in_hand', rows.in_hand),
            case when rows.delivered is not null then count_fault('delivered', rows.delivered) end,
            case when rows.used is not null then count_fault('used', rows.used) end
        ) as broken
    from unit_rows($first, $last) as rows
    left join supply_names on normalised(rows.supply) = supply_names.name
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        known_date as date,
        known_unit as unit_code,
        known_supply as supply,
        whole_of(in_hand) as in_hand,
        whole_of(delivered) as delivered,
        whole_of(used) as used,
        known_reported_on as reported_on
    from checked
)

select
    * replace (
        unless_twice(broken, line, (unit_code, supply, date, reported_on), 'duplicate_row', 'unit_code') as broken
    )
from typed
