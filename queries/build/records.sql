-- Rows of a record-level delivery that are not plainly ordinary, each with the first rule it breaks.
--
-- grain    one row per record
-- param    $id          varchar    name of the column with the id
-- param    $stages      varchar[]  names of the columns with the days, in the order of the chain
-- param    $first       date       first day of the campaign
-- param    $last        date       last day that can have been reported, for rows that do not say
-- column   line         bigint     physical line, the header being 1
-- column   lines        integer    physical lines of the record
-- column   counted      boolean    whether the row is among the ordinary ones, and counted with them
-- column   repaired     boolean    whether the unit's code had lost its leading zeros
-- column   unit_code    varchar    reporting unit
-- column   days         date[]     day of each stage, null where it was before the unit's first day
-- column   reported_on  date       day on which it was said, null when the row does not say
-- column   broken       struct     the rule it breaks, null when accepted
with
known as (
    select
        cells.*,
        unit_spellings.unit_code as known_unit,
        unit_spellings.reports,
        unit_spellings.within,
        unit_spellings.repaired,
        unit_spellings.opens_on,
        unit_spellings.ends_on,
        unit_spellings.predecessors,
        unit_spellings.successors,
        list_transform(cells.days, lambda cell: day_of(cell)) as read_days,
        day_of(cells.reported_on) as reported_day
    from cells
    left join unit_spellings on cells.district_code = unit_spellings.cell
),

checked_alone as (
    select
        *,
        coalesce(
            fault,
            case when id is null then broken('missing_value', $id, null) end,
            unit_fault('district_code', district_code, known_unit, reports, within, province_code),
            read_day_fault('reported_on', reported_on, reported_day, $first, $last),
            list_filter(
                list_transform(
                    generate_series(1, array_length(days)),
                    lambda stage: read_day_fault(
                        $stages[stage], days[stage], read_days[stage], $first, coalesce(reported_day, $last)
                    )
                ),
                lambda fault: fault is not null
            )[1],
            -- What it did last must be its own: stages before its first day were those of the unit before it.
            life_fault('district_code', list_max(read_days), opens_on, ends_on, predecessors, successors)
        ) as broken_alone,
        1 + list_position(
            list_transform(
                generate_series(2, array_length(read_days)),
                lambda stage: coalesce(read_days[stage] < list_max(read_days[1:stage - 1]), false)
            ),
            true
        ) as disorder
    from known
),

checked_inside as (
    select
        *,
        coalesce(
            broken_alone,
            case
                when disorder is not null
                    then broken('stages_out_of_order', $stages[disorder], days[disorder])
            end
        ) as broken_inside
    from checked_alone
)

select
    line,
    lines,
    counted,
    repaired,
    known_unit as unit_code,
    list_transform(read_days, lambda day: case when day >= opens_on then day end) as days,
    reported_day as reported_on,
    unless_twice(broken_inside, line, id, 'duplicate_id', $id) as broken
from checked_inside
