-- What is published: one row of facts about the snapshot itself.
--
-- grain    one row
-- column   snapshot           varchar  id of the snapshot
-- column   cut_off            date     latest report in it
-- column   silent_after_days  integer  days without a report after which a unit counts as silent
select
    max(value) filter (key = 'snapshot') as snapshot,
    max(value) filter (key = 'cut_off')::date as cut_off,
    max(value) filter (key = 'silent_after_days')::integer as silent_after_days
from meta
