-- Whose past changed in the last four weeks, by how much, and whether it was a correction or a late figure.
--
-- grain    one row per reporting unit, measure and day of the report, corrections first, then by items moved
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en measure_vi measure_en reported_on revision first_changed last_changed days net
--          gross
--
-- $measure  measure id; null means all
-- days      days that it changed
with below as (
    select list(unit_code) as listed
    from reporting_units($units, $unit)
),

summed as (
    select
        unit_code,
        measure,
        reported_on,
        bool_or(known) as corrects,
        min(date) as first_changed,
        max(date) as last_changed,
        count(*) as days,
        sum(delta)::bigint as net,
        sum(abs(delta))::bigint as gross
    from revisions($as_of, (select below.listed from below), $measure)
    where reported_on > $as_of - 28
    group by unit_code, measure, reported_on
)

select
    summed.unit_code,
    units.name_vi,
    units.name_en,
    measures.label_vi as measure_vi,
    measures.label_en as measure_en,
    summed.reported_on,
    case when summed.net = 0 then 'moved' when summed.corrects then 'corrected' else 'added' end as revision,
    summed.first_changed,
    summed.last_changed,
    summed.days,
    summed.net,
    summed.gross
from summed
inner join units on summed.unit_code = units.unit_code
inner join measures on summed.measure = measures.measure
order by
    array_position(['corrected', 'moved', 'added'], revision),
    summed.gross desc,
    summed.unit_code asc,
    measures.position asc,
    summed.reported_on asc;
