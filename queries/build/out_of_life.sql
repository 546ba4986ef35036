-- Refused lines that tell of days before their unit's first or after its last, and who speaks for those days.
--
-- grain    one row per rule, `unit_ended` before `unit_not_yet`
-- column   rule   varchar  which of the two
-- column   lines  bigint   lines that break it
-- column   units  varchar  up to three of the units, each with those who speak for the days
select
    rule,
    count(*) as lines,
    array_to_string(list_sort(list(distinct snippet))[:3], '; ') as units
from refused
where rule in ('unit_ended', 'unit_not_yet')
group by rule
order by rule
