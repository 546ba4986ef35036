-- Units in which a later stage has done more than the stage before it had passed on.
--
-- grain    one row per reporting unit and later stage, those that still do so first, then by the largest excess
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en measure_vi measure_en stage_before_vi stage_before_en first_on excess_on excess
--          excess_now
--
-- measure_vi  name of the later stage
-- measure_en  name of the later stage
-- first_on    first day of excess
select * exclude (position)
from excesses($as_of, (select list(unit_code) from reporting_units($units, $unit)))
order by excess_now > 0 desc, excess desc, unit_code asc, position asc;
