-- No line of the delivery could be taken.
--
-- grain    one row when it is so, else none
-- column   lines  bigint  lines that break a rule
select quarantined as lines
from delivery
where accepted = 0 and quarantined > 0
