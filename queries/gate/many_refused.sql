-- Too many lines break a rule: more than a share of them, and of a short file more than half.
--
-- grain    one row when it is so, else none
-- param    $refused_share  double   share of the lines that may
-- param    $least          bigint   lines below which no share is asked
-- column   lines    bigint   lines that break a rule
-- column   of       bigint   lines of the file
-- column   rule     varchar  the rule that most of them break
with
told as (
    select
        quarantined as lines,
        accepted + quarantined as of
    from delivery
    where accepted > 0
)

select
    lines,
    of,
    (select mode(rule) from refused) as rule
from told
where lines > of * case when of >= $least then $refused_share else greatest($refused_share, 0.5) end
