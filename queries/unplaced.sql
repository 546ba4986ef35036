-- Lines whose unit could not be placed: unknown, of another parent, or one that does not report itself.
--
-- grain    one row per file and rule, most lines first
-- param    $units            varchar[]  unit codes the reader may see; null means all (such lines have no unit)
-- param    $as_of            date       files whose period began until this day
-- column   rule              varchar    id of the rule
-- column   file              varchar    name it came under
-- column   lines             bigint     lines put aside
-- column   first_line        bigint     first of them in the file
select
    quarantine.rule,
    deliveries.file,
    count(*) as lines,
    min(quarantine.line) as first_line
from quarantine
inner join deliveries on quarantine.delivery_id = deliveries.delivery_id
where
    $units is null
    and quarantine.rule in ('unknown_unit', 'unit_of_other_province', 'not_reporting_unit')
    and coalesce(deliveries.period_from, deliveries.reported_on, $as_of) <= $as_of
group by quarantine.rule, deliveries.file
order by lines desc, deliveries.file asc, quarantine.rule asc;
