-- Lines put aside week by week, by rule: whether the files get better.
--
-- grain    one row per week and rule, oldest first
-- params   $units $as_of
-- columns  week rule lines
--
-- $units   unit codes the reader may see; null means all; a line put aside has no unit
select
    date_trunc('week', known_deliveries.reported_on)::date as week,
    quarantine.rule,
    count(*) as lines
from quarantine
inner join known_deliveries($as_of) as known_deliveries on quarantine.delivery_id = known_deliveries.delivery_id
where $units is null or len($units) > 0
group by all
order by week, quarantine.rule;
