-- The name of the file says a day that has not come.
--
-- grain    one row when it is so, else none
-- column   day    date  the day that the name says
-- column   today  date  today
select
    today,
    greatest(named_on, named_from) as day
from delivery
where greatest(named_on, named_from) > today
