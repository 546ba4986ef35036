-- The name of the file says a day long after all that is known, and after what the file tells itself.
--
-- grain    one row when it is so, else none
-- param    $ahead_days  bigint  days by which a delivery may move the latest day
-- column   day      date  the day that the name says
-- column   latest   date  the latest day that the file tells of
-- column   cut_off  date  the latest day known so far
select
    named_on as day,
    latest,
    (select max(reported_on) from known_days) as cut_off
from delivery
where
    named_on > (select max(reported_on) from known_days) + cast($ahead_days as integer)
    and named_on > latest + cast($ahead_days as integer)
