-- Rows of an `expected` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $first       date     first day of the campaign
-- param    $last        date     last day that can have been reported, for rows that do not say
-- column   line         bigint   physical line, the header being 1
-- column   lines        integer  physical lines of the record
-- column   broken       struct   the rule it breaks, null when accepted
-- column   repaired     boolean  whether the unit's code had lost its leading zeros
-- column   expected_on  date     day on which the supplies are to come, ahead or past
-- column   unit_code    varchar  unit into whose store they come, of any level
-- column   supply       varchar  supply
-- column   items        bigint   how many; 0 of what is no longer expected on that day
-- column   reported_on  date     day on which it was said, null when the row does not say
with
looked_up as (
    select
        cells.*,
        unit_spellings.unit_code as known_unit,
        coalesce(unit_spellings.repaired, false) as repaired,
        supply_names.id as known_supply,
        date '2100-01-01' as end_on
    from cells
    left join unit_spellings on cells.unit_code = unit_spellings.cell
    left join supply_names on normalised(cells.supply) = supply_names.name
),

checked as (
    select
        *,
        coalesce(
            fault,
            missing_fault('unit_code', unit_code),
            case when known_unit is null then unit_broken('unknown_unit', 'unit_code', unit_code) end,
            missing_fault('supply', supply),
            case when known_supply is null then broken('unknown_supply', 'supply', supply) end,
            maybe_day_fault('reported_on', reported_on, cast($first as date), $last),
            day_fault('expected_on', expected_on, cast($first as date), end_on),
            count_fault('items', items)
        ) as broken
    from looked_up
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        day_of(expected_on) as expected_on,
        known_unit as unit_code,
        known_supply as supply,
        whole_of(items) as items,
        day_of(reported_on) as reported_on
    from checked
)

select
    * replace (
        unless_twice(broken, line, (unit_code, supply, expected_on, reported_on), 'duplicate_row', 'unit_code')
            as broken
    )
from typed
