-- The targets in force on a day.
--
-- grain    one row per unit and measure with a target
-- param    $as_of             date       targets issued until this day
-- columns  unit_code measure target deadline issued_on
select * from targets_on($as_of)
