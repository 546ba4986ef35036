-- Which units directly below a unit are complete on a day, who is missing and since when.
--
-- grain    one row per unit below, or the unit itself where it reports; those to call first, longest missing first
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code of the unit above
-- param    $as_of            date       the day asked for
-- column   unit_code         varchar    unit code
-- column   name_vi           varchar    name in Vietnamese
-- column   name_en           varchar    name in English
-- column   reported          double     units that have reported as_of ÷ units expected to
-- column   units_expected    bigint     reporting units below that are expected to report
-- column   units_late        bigint     of them, without a report for as_of
-- column   units_silent      bigint     of them, silent for longer than the campaign allows
-- column   missing_since     date       first day for which one of them has told nothing; null when none is late
-- column   missing_days      bigint     unit-days without a report, of the late units
-- column   full_until        date       last full day
-- column   last_reported_on  date       day of the latest report from any of them
-- column   missing_vi        varchar    up to three late units, longest missing first, in Vietnamese
-- column   missing_en        varchar    the same in English; both name only units the reader may see
with below as (
    select
        unit_code,
        name_vi,
        name_en
    from units
    where
        (parent_code = $unit or (unit_code = $unit and reports))
        and ($units is null or list_contains($units, unit_code))
),

opening as (
    select min(date) as first_on
    from plan_curve
),

spoken as (
    select
        lineage.ancestor_code as unit_code,
        reporting.last_reported_on,
        reporting.late,
        coalesce(reporting.told_until + 1, opening.first_on) as next_on,
        units.name_vi,
        units.name_en,
        $units is null or list_contains($units, units.unit_code) as named
    from reporting($as_of) as reporting
    cross join opening
    inner join units on reporting.unit_code = units.unit_code
    inner join lineage() as lineage on reporting.unit_code = lineage.unit_code
),

summed as (
    select
        unit_code,
        max(last_reported_on) as last_reported_on,
        min(next_on) filter (late) as missing_since,
        coalesce(sum($as_of - next_on + 1) filter (late), 0)::bigint as missing_days,
        coalesce(array_to_string((list(name_vi order by next_on, name_vi) filter (late and named))[:3], ', '), '')
            as missing_vi,
        coalesce(array_to_string((list(name_en order by next_on, name_en) filter (late and named))[:3], ', '), '')
            as missing_en
    from spoken
    group by unit_code
)

select
    below.unit_code,
    below.name_vi,
    below.name_en,
    1 - last_full_days.units_late / last_full_days.units_expected as reported,
    last_full_days.units_expected,
    last_full_days.units_late,
    last_full_days.units_silent,
    summed.missing_since,
    summed.missing_days,
    last_full_days.full_until,
    summed.last_reported_on,
    summed.missing_vi,
    summed.missing_en
from below
inner join summed on below.unit_code = summed.unit_code
inner join last_full_days($as_of) as last_full_days on below.unit_code = last_full_days.unit_code
order by
    last_full_days.units_silent > 0 desc,
    summed.missing_since asc nulls last,
    summed.missing_days desc,
    below.unit_code asc;
