-- Lines put aside until a day, by the rule that they break.
--
-- grain    one row per rule, most lines first
-- param    $units       varchar[]  unit codes the reader may see; null means all (a line put aside has no unit)
-- param    $as_of       date       what was reported until this day
-- column   rule         varchar    id of the rule
-- column   lines        bigint     lines put aside
-- column   lines_share  double     lines ÷ all lines delivered
-- column   files        bigint     files they stand in
-- column   lines_4w     bigint     lines of files reported in the 28 days up to as_of
-- column   first_on     date       first file's day
-- column   last_on      date       last file's day
-- column   unplaced     bigint     lines of which it is not known to which unit they belong
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
    count(*) filter (
        quarantine.rule in ('unknown_unit', 'not_reporting_unit', 'unit_of_other_province')
        or (quarantine.rule = 'missing_value' and quarantine.column like '%\_code' escape '\')
    ) as unplaced
from quarantine
inner join known_deliveries($as_of) as known_deliveries on quarantine.delivery_id = known_deliveries.delivery_id
cross join delivered
where $units is null or len($units) > 0
group by quarantine.rule
order by lines desc, quarantine.rule asc;
