-- Rows of a `reasons` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $first       date     first day of the campaign
-- param    $last        date     last day that can have been reported, for rows that do not say
-- column   line         bigint   physical line, the header being 1
-- column   lines        integer  physical lines of the record
-- column   broken       struct   the rule it breaks, null when accepted
-- column   repaired     boolean  whether the unit's code had lost its leading zeros
-- column   date         date     day of the state
-- column   unit_code    varchar  reporting unit
-- column   reason       varchar  why they are missing
-- column   persons       bigint   persons still missing for it
-- column   reported_on  date     day on which it was said, null when the row does not say
with
checked as (
    select
        rows.*,
        reason_names.id as known_reason,
        coalesce(
            rows.unit_fault,
            missing_fault('reason', rows.reason),
            case when reason_names.id is null then broken('unknown_reason', 'reason', rows.reason) end,
            rows.day_fault,
            count_fault('persons', rows.persons)
        ) as broken
    from unit_rows($first, $last) as rows
    left join reason_names on normalised(rows.reason) = reason_names.name
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        known_date as date,
        known_unit as unit_code,
        known_reason as reason,
        whole_of(persons) as persons,
        known_reported_on as reported_on
    from checked
)

select
    * replace (
        unless_twice(broken, line, (unit_code, reason, date, reported_on), 'duplicate_row', 'unit_code') as broken
    )
from typed
