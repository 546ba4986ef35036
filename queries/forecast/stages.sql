-- Measures in the order of their stages.
--
-- grain    one row per measure, in the order of the campaign
-- column   measure  varchar  measure id
-- column   project  varchar  project whose chain it is a stage of
select
    measure,
    project
from measures
order by position;
