-- Lines were accepted and none of them counts: all they tell lies outside the period that the file's name says.
--
-- grain    one row when it is so, else none
-- column   lines    bigint  lines accepted
-- column   from_on  date    first day of the period, null when the name says none
-- column   to_on    date    last day of the period
select
    accepted as lines,
    period_from as from_on,
    period_to as to_on
from delivery
where accepted > 0 and counts and not exists (select 1 from arriving)
