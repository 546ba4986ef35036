-- The delivery is exactly as long as a sheet can be: the rest may have been cut off.
--
-- grain    one row when it is so, else none
-- column   lines  bigint  lines of the file
select lines
from delivery
where lines in (65536, 1048576)
