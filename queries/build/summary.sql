-- The delivery at hand in four figures.
--
-- grain    one row
-- column   rows      bigint     rows of the file
-- column   refused   bigint     rows that break a rule
-- column   repaired  bigint     accepted rows whose unit's code had lost its leading zeros
-- column   sources   varchar[]  what the rows name as their source
select
    count(*) as rows,
    count(broken) as refused,
    count_if(repaired and broken is null) as repaired,
    (
        select list(distinct source order by source) from cells
        where source is not null
    ) as sources
from checked
