-- Rows of a `counts` or `totals` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $value       varchar  name of the column with the number
-- param    $first       date     first day of the campaign
-- param    $last        date     last day that can have been reported, for rows that do not say
-- column   line         bigint   physical line, the header being 1
-- column   lines        integer  physical lines of the record
-- column   broken       struct   the rule it breaks, null when accepted
-- column   repaired     boolean  whether the unit's code had lost its leading zeros
-- column   unit_code    varchar  reporting unit
-- column   measure      varchar  measure id
-- column   date         date     day on which it happened
-- column   value        bigint   items
-- column   reported_on  date     day on which it was said, null when the row does not say
with
spellings as (
    select distinct
        cells.measure as cell,
        measure_names.id as measure
    from cells
    inner join measure_names on normalised(cells.measure) = measure_names.name
),

checked as (
    select
        rows.*,
        spellings.measure as known_measure,
        coalesce(
            rows.unit_fault,
            missing_fault('measure', rows.measure),
            case when spellings.measure is null then broken('unknown_measure', 'measure', rows.measure) end,
            rows.day_fault,
            count_fault($value, rows.value)
        ) as broken
    from unit_rows($first, $last) as rows
    left join spellings on rows.measure = spellings.cell
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        known_unit as unit_code,
        known_measure as measure,
        known_date as date,
        whole_of(value) as value,
        known_reported_on as reported_on
    from checked
)

select
    * replace (
        unless_twice(broken, line, (unit_code, measure, date, reported_on), 'duplicate_row', 'unit_code') as broken
    )
from typed
