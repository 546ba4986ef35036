-- The forecast totals by week that were kept when the snapshot was made, of a measure's project.
--
-- grain    one row per unit (the one asked for and those below it), measure and week; none for other days
-- param    $units      varchar[]  unit codes the reader may see; null means all
-- param    $unit       varchar    unit code
-- param    $measure    varchar    any measure of the project
-- param    $as_of      date       day from whose figures it was made
-- column   unit_code   varchar    unit code
-- column   measure     varchar    measure id
-- column   as_of       date       day from whose figures the forecast was made
-- column   date        date       day, weekly from as_of
-- column   q025        bigint     items until that day, 2.5 % quantile
-- column   q10         bigint     10 % quantile
-- column   q25         bigint     25 % quantile
-- column   q50         bigint     median
-- column   q75         bigint     75 % quantile
-- column   q90         bigint     90 % quantile
-- column   q975        bigint     97.5 % quantile
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
