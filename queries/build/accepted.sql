-- Rows of the delivery at hand that break no rule.
--
-- grain    one row per accepted row of the file; the columns are those of the check, without its own
select * exclude (line, lines, broken, repaired)
from checked
where broken is null
