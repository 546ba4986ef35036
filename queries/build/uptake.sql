-- Rows of an `uptake` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $first       date     first day of the campaign
-- param    $last        date     last day that can have been reported, for rows that do not say
-- column   line         bigint   physical line, the header being 1
-- column   lines        integer  physical lines of the record
-- column   broken       struct   the rule it breaks, null when accepted
-- column   repaired     boolean  false: no unit is named
-- column   date         date     day up to which it counts
-- column   service_id   varchar  item that is used, null for what is of no single one
-- column   figure       varchar  what is counted, of the campaign's [[uptake]]
-- column   total        bigint   up to and including that day
-- column   reported_on  date     day on which it was said, null when the row does not say
with
checked as (
    select
        cells.*,
        uptake_names.id as known_figure,
        coalesce(
            cells.fault,
            missing_fault('figure', cells.figure),
            case when uptake_names.id is null then broken('unknown_figure', 'figure', cells.figure) end,
            maybe_day_fault('reported_on', cells.reported_on, cast($first as date), $last),
            day_fault(
                'date', cells.date, cast($first as date), coalesce(day_of(cells.reported_on), cast($last as date))
            ),
            count_fault('total', cells.total)
        ) as broken
    from cells
    left join uptake_names on normalised(cells.figure) = uptake_names.name
),

typed as (
    select
        line,
        lines,
        broken,
        false as repaired,
        day_of(date) as date,
        service_id,
        known_figure as figure,
        whole_of(total) as total,
        day_of(reported_on) as reported_on
    from checked
)

select
    * replace (
        unless_twice(broken, line, (service_id, figure, date, reported_on), 'duplicate_row', 'figure') as broken
    )
from typed
