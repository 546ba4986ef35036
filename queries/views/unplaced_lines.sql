-- Lines whose unit could not be placed: unknown, of another parent, one that does not report itself, or not named.
--
-- grain    one row per line
-- param    $as_of         date       what was reported until this day
-- columns  delivery_id line rule file
select
    quarantine.delivery_id,
    quarantine.line,
    quarantine.rule,
    known_deliveries.file
from quarantine
inner join known_deliveries($as_of) as known_deliveries on quarantine.delivery_id = known_deliveries.delivery_id
where
    quarantine.rule in ('unknown_unit', 'not_reporting_unit', 'unit_of_other_province')
    or (quarantine.rule = 'missing_value' and quarantine.column like '%\_code' escape '\')
