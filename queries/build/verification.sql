-- Rows of a `verification` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $first         date     first day of the campaign
-- param    $last          date     last day that can have been reported, for rows that do not say
-- column   line           bigint   physical line, the header being 1
-- column   lines          integer  physical lines of the record
-- column   broken         struct   the rule it breaks, null when accepted
-- column   repaired       boolean  whether the unit's code had lost its leading zeros
-- column   date           date     day of the sample
-- column   unit_code      varchar  reporting unit
-- column   sample_size    bigint   records looked at
-- column   defects_found  bigint   those with a defect
-- column   reported_on    date     day on which it was said, null when the row does not say
with
checked as (
    select
        *,
        coalesce(
            unit_fault,
            day_fault,
            count_fault('sample_size', sample_size),
            count_fault('defects_found', defects_found),
            case
                when whole_of(defects_found) > whole_of(sample_size)
                    then broken('more_than_sample', 'defects_found', defects_found)
            end
        ) as broken
    from unit_rows($first, $last)
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        known_date as date,
        known_unit as unit_code,
        whole_of(sample_size) as sample_size,
        whole_of(defects_found) as defects_found,
        known_reported_on as reported_on
    from checked
)

select * replace (unless_twice(broken, line, (unit_code, date, reported_on), 'duplicate_row', 'unit_code') as broken)
from typed
