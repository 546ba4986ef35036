-- Lines whose unit could not be placed: unknown, of another parent, or one that does not report itself.
--
-- grain    one row per file and rule, most lines first
-- params   $units $as_of
-- columns  rule file lines first_line
--
-- $units   unit codes the reader may see; null means all; such lines have no unit
-- $as_of   files whose period began until this day
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
