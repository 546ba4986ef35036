-- Where the open defects are: reporting units and classes, with what came and went in the last four weeks.
--
-- grain    one row per reporting unit at or below the unit and class, the most open first
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en parent_vi parent_en defect told_on open open_before found found_before
--          waiting_since
with below as (
    select list(unit_code) as codes
    from reporting_units($units, $unit)
),

states as (
    select * from defect_states($as_of, (select below.codes from below))
),

latest as (
    select
        *,
        told_on - 28 as before_on
    from states
    qualify row_number() over (partition by unit_code, defect order by date desc) = 1
),

waits as (
    select
        latest.unit_code,
        latest.defect,
        coalesce(
            max(states.date) filter (states.found <= latest.found - latest.open),
            min(states.date)
        ) as waiting_since
    from latest
    inner join states on latest.unit_code = states.unit_code and latest.defect = states.defect
    where latest.open > 0 and latest.found is not null
    group by latest.unit_code, latest.defect
)

select
    latest.unit_code,
    units.name_vi,
    units.name_en,
    parents.name_vi as parent_vi,
    parents.name_en as parent_en,
    latest.defect,
    latest.told_on,
    latest.open,
    before.open as open_before,
    latest.found,
    before.found as found_before,
    waits.waiting_since
from latest
inner join units on latest.unit_code = units.unit_code
left join units as parents on units.parent_code = parents.unit_code
left join waits on latest.unit_code = waits.unit_code and latest.defect = waits.defect
asof left join states as before
    on latest.unit_code = before.unit_code and latest.defect = before.defect and latest.before_on >= before.date
order by latest.open desc, latest.unit_code asc, latest.defect asc;
