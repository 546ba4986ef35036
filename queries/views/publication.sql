-- What is published: one row of facts about the snapshot itself.
--
-- grain    one row
-- columns  snapshot cut_off silent_after_days
--
-- silent_after_days  days without a report after which a unit counts as silent
select
    max(value) filter (key = 'snapshot') as snapshot,
    max(value) filter (key = 'cut_off')::date as cut_off,
    max(value) filter (key = 'silent_after_days')::integer as silent_after_days
from meta
