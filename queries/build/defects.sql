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
known as (
    select
        cells.*,
        places.unit_code as known_unit,
        places.reports,
        places.within,
        places.repaired,
        defect_names.id as known_defect,
        coalesce(day_of(cells.reported_on), cast($last as date)) as last_on
    from cells
    left join places on cells.unit_code = places.cell
    left join defect_names on plain(cells.defect) = defect_names.name
),

checked as (
    select
        *,
        coalesce(
            fault,
            unit_fault('unit_code', unit_code, known_unit, reports, within, province_code),
            case
                when defect is null then broken('missing_value', 'defect', null)
                when known_defect is null then broken('unknown_defect', 'defect', defect)
            end,
            maybe_day_fault('reported_on', reported_on, $first, $last),
            day_fault('date', date, $first, last_on),
            count_fault('open', open),
            case when found is not null then count_fault('found', found) end,
            case when whole_of(open) > whole_of(found) then broken('more_open_than_found', 'open', open) end
        ) as broken
    from known
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        day_of(date) as date,
        known_unit as unit_code,
        known_defect as defect,
        whole_of(open) as open,
        whole_of(found) as found,
        day_of(reported_on) as reported_on
    from checked
)

select
    * replace (
        unless_twice(broken, line, (unit_code, defect, date, reported_on), 'duplicate_row', 'unit_code') as broken
    )
from typed
