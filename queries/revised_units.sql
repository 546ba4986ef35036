-- Whose past changed in the last four weeks, by how much, and whether it was a correction or a late figure.
--
-- grain    one row per reporting unit, measure and day of the report, corrections first, then by items moved
-- param    $units         varchar[]  unit codes the reader may see; null means all
-- param    $unit          varchar    unit code of the unit above
-- param    $measure       varchar    measure id; null means all
-- param    $as_of         date       what was reported until this day
-- column   unit_code      varchar    unit code
-- column   name_vi        varchar    name in Vietnamese
-- column   name_en        varchar    name in English
-- column   measure_vi     varchar    measure in Vietnamese
-- column   measure_en     varchar    measure in English
-- column   reported_on    date       day of the report
-- column   revision       varchar    corrected: known figures changed | moved: between days | added: empty days filled
-- column   first_changed  date       first day that it changed
-- column   last_changed   date       last day that it changed
-- column   days           bigint     days that it changed
-- column   net            bigint     items more or fewer in all
-- column   gross          bigint     every item that moved
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
    from revised($as_of, (select below.listed from below), $measure)
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
