-- Why items of a measure are still missing: what every reporting unit that is there said last of each reason.
--
-- grain    one row per reporting unit and reason
-- param    $as_of   date     what was reported until this day
-- param    $which   varchar  measure id
-- columns  unit_code reason persons told_on
select
    reasons.unit_code,
    reasons.reason,
    arg_max(reasons.persons, (reasons.date, reasons.reported_on, deliveries.received_at)) as persons,
    max(reasons.date) as told_on
from reasons
inner join deliveries on reasons.delivery_id = deliveries.delivery_id
inner join listed_reasons on reasons.reason = listed_reasons.reason
inner join units on reasons.unit_code = units.unit_code
where
    listed_reasons.measure = $which
    and units.reports
    and reasons.reported_on <= $as_of
    and reasons.date <= $as_of
group by reasons.unit_code, reasons.reason
