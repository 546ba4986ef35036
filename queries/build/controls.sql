-- Rows of a `controls` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $first       date     first day of the campaign
-- param    $last        date     last day that can have been reported, for rows that do not say
-- column   line         bigint   physical line, the header being 1
-- column   lines        integer  physical lines of the record
-- column   broken       struct   the rule it breaks, null when accepted
-- column   repaired     boolean  whether the unit's code had lost its leading zeros
-- column   date         date     day up to which it counts
-- column   unit_code    varchar  unit above those that report
-- column   measure      varchar  measure id
-- column   published    bigint   items up to and including that day, as the unit says
-- column   source       varchar  who says so, null when the row does not
-- column   reported_on  date     day on which it was said, null when the row does not say
with
checked as (
    select
        rows.*,
        measure_names.id as known_measure,
        coalesce(
            -- The units that are taken are those whose figures no other kind of extract takes.
            case
                when rows.unit_fault is null then unit_broken('reporting_unit', 'unit_code', rows.unit_code)
                when rows.unit_fault.rule != 'not_reporting_unit' then rows.unit_fault
            end,
            missing_fault('measure', rows.measure),
            case when measure_names.id is null then broken('unknown_measure', 'measure', rows.measure) end,
            rows.day_fault,
            count_fault('published', rows.value)
        ) as broken
    from unit_rows($first, $last) as rows
    left join measure_names on normalised(rows.measure) = measure_names.name
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        known_date as date,
        known_unit as unit_code,
        known_measure as measure,
        whole_of(value) as published,
        nfc_normalize(source) as source,
        known_reported_on as reported_on
    from checked
)

select
    * replace (
        unless_twice(
            broken, line, (unit_code, measure, date, source, reported_on), 'duplicate_row', 'unit_code'
        ) as broken
    )
from typed
