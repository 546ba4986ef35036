-- No line of the delivery could be taken.
--
-- grain    one row when it is so, else none
-- column   lines  bigint   lines that break a rule
-- column   rule   varchar  the rule that most of them break
select
    quarantined as lines,
    (select mode(rule) from refused) as rule
from delivery
where accepted = 0 and quarantined > 0
