-- Which units directly below a unit are complete on a day, who is missing and since when.
--
-- grain    one row per unit below, or the unit itself where it reports; those to call first, longest missing first
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en reported units_expected units_late units_silent missing_since missing_days
--          full_until last_reported_on missing_vi missing_en
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

said as (
    select
        unit_code,
        date
    from known_days($as_of, date '0001-01-01')
    union
    select
        unit_code,
        date
    from summed_days($as_of)
),

told as (
    select
        unit_code,
        count(*) as days
    from said
    group by unit_code
),

spoken as (
    select
        lineage.ancestor_code as unit_code,
        last_reports.last_reported_on,
        coalesce(last_reports.first_missing_on <= $as_of, true) as missing,
        coalesce(last_reports.first_missing_on, opening.first_on) as missing_on,
        $as_of - coalesce(last_reports.first_on, opening.first_on) + 1 - coalesce(told.days, 0) as missing_days,
        units.name_vi,
        units.name_en,
        $units is null or list_contains($units, units.unit_code) as named
    from last_reports
    cross join opening
    left join told on last_reports.unit_code = told.unit_code
    inner join units on last_reports.unit_code = units.unit_code
    inner join lineage on last_reports.unit_code = lineage.unit_code
),

summed as (
    select
        unit_code,
        max(last_reported_on) as last_reported_on,
        min(missing_on) filter (missing) as missing_since,
        coalesce(sum(missing_days), 0)::bigint as missing_days,
        list(name_vi order by missing_on, name_vi) filter (missing and named) as missing_vi,
        list(name_en order by missing_on, name_en) filter (missing and named) as missing_en
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
    coalesce(array_to_string(summed.missing_vi[:3], ', '), '') as missing_vi,
    coalesce(array_to_string(summed.missing_en[:3], ', '), '') as missing_en
from below
inner join summed on below.unit_code = summed.unit_code
inner join last_full_days on below.unit_code = last_full_days.unit_code
order by
    last_full_days.units_silent > 0 desc,
    summed.missing_since asc nulls last,
    summed.missing_days desc,
    below.unit_code asc;
