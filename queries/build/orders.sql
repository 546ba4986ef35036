-- Rows of an `orders` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $first        date     first day of the campaign
-- param    $last         date     last day that can have been reported, for rows that do not say
-- column   line          bigint   physical line, the header being 1
-- column   lines         integer  physical lines of the record
-- column   broken        struct   the rule it breaks, null when accepted
-- column   repaired      boolean  whether the unit's code had lost its leading zeros
-- column   order_id      varchar  to whom it was given and how its office calls it: `01:12/CD`; so that it takes
--                                 the place of no other office's order of that name, nor of one given on a page
-- column   given_on      date     day on which it was given
-- column   unit_code     varchar  unit it was given to, at any level; null when it was given to an owner
-- column   owner         varchar  owner of connections it was given to; null when it was given to a unit
-- column   measure       varchar  measure of the goal, of an owner's a kind of connections; null without a goal
-- column   goal          bigint   total to be reached; null without one
-- column   due_on        date     day by whose end it is to be done
-- column   instruction   varchar  what is to be done
-- column   given_by      varchar  who gave it, null when the file does not say
-- column   withdrawn_on  date     day on which it was withdrawn, null when it was not
-- column   reported_on   date     day on which it was said, null when the row does not say
with
windowed as (
    select
        cells.*,
        unit_spellings.unit_code as known_unit,
        coalesce(unit_spellings.repaired, false) as repaired,
        case
            when cells.unit_code is not null then measure_names.id
            else connection_names.id
        end as known_measure,
        coalesce(day_of(cells.reported_on), cast($last as date)) as last_on,
        day_of(cells.given_on) as known_given_on
    from cells
    left join unit_spellings on cells.unit_code = unit_spellings.cell
    left join measure_names on normalised(cells.measure) = measure_names.name
    left join connection_names on normalised(cells.measure) = connection_names.name
),

checked as (
    select
        *,
        coalesce(
            fault,
            missing_fault('order_id', order_id),
            missing_fault('instruction', instruction),
            case
                when unit_code is null and owner is null then broken('missing_value', 'unit_code', null)
                when unit_code is not null and known_unit is null
                    then unit_broken('unknown_unit', 'unit_code', unit_code)
            end,
            maybe_day_fault('reported_on', reported_on, cast($first as date), $last),
            day_fault('given_on', given_on, cast($first as date), last_on),
            day_fault('due_on', due_on, known_given_on, date '2100-01-01'),
            maybe_day_fault('withdrawn_on', withdrawn_on, known_given_on, last_on),
            case when measure is null and goal is not null then broken('missing_value', 'measure', null) end,
            case
                when measure is not null and known_measure is null
                    then broken('unknown_measure', 'measure', measure)
            end,
            case when measure is not null then count_fault('goal', goal) end
        ) as broken
    from windowed
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        coalesce(known_unit, nfc_normalize(owner)) || ':' || order_id as order_id,
        known_given_on as given_on,
        known_unit as unit_code,
        case when known_unit is null then nfc_normalize(owner) end as owner,
        known_measure as measure,
        whole_of(goal) as goal,
        day_of(due_on) as due_on,
        left(nfc_normalize(instruction), 500) as instruction,
        nfc_normalize(given_by) as given_by,
        day_of(withdrawn_on) as withdrawn_on,
        day_of(reported_on) as reported_on
    from checked
)

select * replace (unless_twice(broken, line, (order_id, reported_on), 'duplicate_id', 'order_id') as broken)
from typed
