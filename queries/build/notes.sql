-- Rows of a `notes` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $first        date     first day of the campaign
-- param    $last         date     last day that can have been reported, for rows that do not say
-- column   line          bigint   physical line, the header being 1
-- column   lines         integer  physical lines of the record
-- column   broken        struct   the rule it breaks, null when accepted
-- column   repaired      boolean  whether the unit's code had lost its leading zeros
-- column   unit_code     varchar  unit whose days it is about, at any level
-- column   measure       varchar  measure it is about, null when it is about all
-- column   first_on      date     first day
-- column   last_on       date     last day
-- column   note          varchar  what happened
-- column   written_by    varchar  who wrote it, null when the file does not say
-- column   reported_on   date     day on which it was said, null when the row does not say
with
windowed as (
    select
        cells.*,
        unit_spellings.unit_code as known_unit,
        coalesce(unit_spellings.repaired, false) as repaired,
        measure_names.id as known_measure,
        coalesce(day_of(cells.reported_on), cast($last as date)) as end_on,
        day_of(cells.first_on) as known_first_on
    from cells
    left join unit_spellings on cells.unit_code = unit_spellings.cell
    left join measure_names on normalised(cells.measure) = measure_names.name
),

checked as (
    select
        *,
        coalesce(
            fault,
            missing_fault('unit_code', unit_code),
            case when known_unit is null then unit_broken('unknown_unit', 'unit_code', unit_code) end,
            missing_fault('note', note),
            maybe_day_fault('reported_on', reported_on, cast($first as date), $last),
            day_fault('first_on', first_on, cast($first as date), end_on),
            maybe_day_fault('last_on', last_on, known_first_on, end_on),
            case
                when measure is not null and known_measure is null
                    then broken('unknown_measure', 'measure', measure)
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
        known_unit as unit_code,
        known_measure as measure,
        known_first_on as first_on,
        coalesce(day_of(last_on), known_first_on) as last_on,
        left(nfc_normalize(note), 500) as note,
        nfc_normalize(written_by) as written_by,
        day_of(reported_on) as reported_on
    from checked
)

select
    * replace (
        unless_twice(broken, line, (unit_code, measure, first_on, note, reported_on), 'duplicate_row', 'note') as broken
    )
from typed
