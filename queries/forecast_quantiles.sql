-- The forecast totals by week that were kept when the snapshot was made, of a measure's project.
--
-- grain    one row per unit (the one asked for and those below it), measure and week; none for other days
-- params   $units $unit $measure $as_of
-- columns  unit_code measure as_of date q025 q10 q25 q50 q75 q90 q975
--
-- $measure  any measure of the project
-- $as_of    day from whose figures it was made
-- date      day, weekly from as_of
select
    quantiles.unit_code,
    quantiles.measure,
    quantiles.as_of,
    quantiles.date,
    quantiles.q025,
    quantiles.q10,
    quantiles.q25,
    quantiles.q50,
    quantiles.q75,
    quantiles.q90,
    quantiles.q975
from forecast_quantiles as quantiles
inner join forecast_rows($units, $unit, $measure) as asked
    on quantiles.unit_code = asked.unit_code and quantiles.measure = asked.measure
where quantiles.as_of = $as_of
order by asked.position asc, asked.depth desc, asked.unit_code asc, quantiles.date asc;
