-- What is published: one row of facts about the snapshot itself.
--
-- grain    one row
-- columns  snapshot cut_off time_zone silent_after_days hole_after_days
--
-- time_zone          where the campaign's days begin and end
-- silent_after_days  days by which a unit may be late, after its own rhythm, before it counts as silent
-- hole_after_days    age from which a day left out no longer holds back the last full day
select
    max(value) filter (key = 'snapshot') as snapshot,
    max(value) filter (key = 'cut_off')::date as cut_off,
    coalesce(max(value) filter (key = 'time_zone'), 'UTC') as time_zone,
    max(value) filter (key = 'silent_after_days')::integer as silent_after_days,
    max(value) filter (key = 'hole_after_days')::integer as hole_after_days
from meta
