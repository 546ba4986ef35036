-- Lines put aside until a day, by the rule that they break.
--
-- grain    one row per rule, most lines first
-- params   $units $as_of
-- columns  rule lines lines_share files lines_4w first_on last_on unplaced
--
-- $units    unit codes the reader may see; null means all; a line put aside has no unit
-- first_on  first file's day
-- last_on   last file's day
with delivered as (
    select sum(lines) as lines
    from known_deliveries($as_of)
)

select
    quarantine.rule,
    count(*) as lines,
    count(*) / any_value(delivered.lines) as lines_share,
    count(distinct quarantine.delivery_id) as files,
    count(*) filter (known_deliveries.reported_on > $as_of - 28) as lines_4w,
    min(known_deliveries.reported_on) as first_on,
    max(known_deliveries.reported_on) as last_on,
    count(unplaced_lines.line) as unplaced
from quarantine
inner join known_deliveries($as_of) as known_deliveries on quarantine.delivery_id = known_deliveries.delivery_id
left join unplaced_lines($as_of) as unplaced_lines
    on quarantine.delivery_id = unplaced_lines.delivery_id and quarantine.line = unplaced_lines.line
cross join delivered
where $units is null or len($units) > 0
group by quarantine.rule
order by lines desc, quarantine.rule asc;
