-- Too many lines come from units that nobody knows: perhaps another list of codes.
--
-- grain    one row when it is so, else none
-- param    $unknown_share  double   share of the lines that may
-- param    $least          bigint   lines below which no share is asked
-- column   lines    bigint   lines that name no known unit
-- column   of       bigint   lines of the file
with
unknown as (
    select count(*) as lines from refused
    where rule = 'unknown_unit'
)

select
    unknown.lines,
    delivery.accepted + delivery.quarantined as of
from delivery
cross join unknown
where
    delivery.accepted > 0
    and delivery.accepted + delivery.quarantined >= $least
    and unknown.lines > (delivery.accepted + delivery.quarantined) * $unknown_share
