-- Rows of a `defects` delivery, each with the first rule it breaks.
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
-- column   defect       varchar  class of defects
-- column   open         bigint   records with it, not yet mended
-- column   found        bigint   records ever found with it until that day, null when the file does not say
-- column   reported_on  date     day on which it was said, null when the row does not say
with
checked as (
    select
        rows.*,
        defect_names.id as known_defect,
        coalesce(
            rows.unit_fault,
            missing_fault('defect', rows.defect),
            case when defect_names.id is null then broken('unknown_defect', 'defect', rows.defect) end,
            rows.day_fault,
            count_fault('open', rows.open),
            case when rows.found is not null then count_fault('found', rows.found) end,
            case
                when whole_of(rows.open) > whole_of(rows.found) then broken('more_open_than_found', 'open', rows.open)
            end
        ) as broken
    from unit_rows($first, $last) as rows
    left join defect_names on normalised(rows.defect) = defect_names.name
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        known_date as date,
        known_unit as unit_code,
        known_defect as defect,
        whole_of(open) as open,
        whole_of(found) as found,
        known_reported_on as reported_on
    from checked
)

select
    * replace (
        unless_twice(broken, line, (unit_code, defect, date, reported_on), 'duplicate_row', 'unit_code') as broken
    )
from typed
