-- Too many lines break a rule.
--
-- grain    one row when it is so, else none
-- param    $refused_share  double   share of the lines that may
-- param    $least          bigint   lines below which no share is asked
-- column   lines    bigint   lines that break a rule
-- column   of       bigint   lines of the file
-- column   rule     varchar  the rule that most of them break
select
    delivery.quarantined as lines,
    delivery.accepted + delivery.quarantined as of,
    (select mode(rule) from refused) as rule
from delivery
where
    delivery.accepted > 0
    and delivery.accepted + delivery.quarantined >= $least
    and delivery.quarantined > (delivery.accepted + delivery.quarantined) * $refused_share
