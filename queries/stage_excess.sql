-- Units in which a later stage has by now done more than the stage before it has passed on.
--
-- Those of stage_order that still do so: sums of the day find them, and only their days are looked at.
--
-- grain    one row per reporting unit and later stage, the largest excess first
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en measure_vi measure_en stage_before_vi stage_before_en first_on excess_on excess
--          excess_now
--
-- measure_vi  name of the later stage
-- measure_en  name of the later stage
-- first_on    first day of excess
with stages as (
    select
        below.unit_code,
        coalesce(totals.total, 0) as total,
        lag(coalesce(totals.total, 0)) over (
            partition by below.unit_code, measures.project order by measures.position
        ) as total_before
    from reporting_units($units, $unit) as below
    cross join measures
    left join totals on below.unit_code = totals.unit_code and measures.measure = totals.measure
),

codes as (
    select list(distinct unit_code) as listed
    from stages
    where total > total_before
)

select * exclude (position)
from excesses($as_of, (select codes.listed from codes))
where excess_now > 0
order by excess desc, unit_code asc, position asc;
