-- What a reader of the snapshot must know of it.
--
-- grain    one row per key
-- param    $snapshot           varchar  id of the snapshot
-- param    $before             varchar  publication that was served before it, null for none
-- param    $definition         varchar  signature of the campaign's definition
-- param    $layouts            varchar  signature of the layouts by which files are read
-- param    $time_zone          varchar  where the campaign's days begin and end
-- param    $derivation         varchar  signature of the definition and of the queries that derive the ledger
-- param    $program            varchar  version of the program that makes the snapshot
-- param    $silent_after_days  integer  days without a report after which a unit is silent
-- param    $hole_after_days    integer  age from which a day left out no longer holds back the last full day
-- param    $start              date     first day of the campaign: what is known until then, as long as nothing counts
-- column   key                 varchar  snapshot, before, definition, layouts, time_zone, derivation, program,
--                                       silent_after_days, hole_after_days, cut_off
-- column   value               varchar  its value; cut_off is the latest day on which anything was reported
select
    'snapshot' as key,
    cast($snapshot as varchar) as value
union all
select
    'before' as key,
    cast($before as varchar) as value
union all
select
    'definition' as key,
    cast($definition as varchar) as value
union all
select
    'layouts' as key,
    cast($layouts as varchar) as value
union all
select
    'time_zone' as key,
    cast($time_zone as varchar) as value
union all
select
    'derivation' as key,
    cast($derivation as varchar) as value
union all
select
    'program' as key,
    cast($program as varchar) as value
union all
select
    'silent_after_days' as key,
    cast($silent_after_days as varchar) as value
union all
select
    'hole_after_days' as key,
    cast($hole_after_days as varchar) as value
union all
select
    'cut_off' as key,
    cast(coalesce(max(reported_on), $start) as varchar) as value
from deliveries
