-- Rows of the delivery at hand that break a rule.
--
-- grain    one row per refused row of the file, in the file's order
-- column   line     bigint   physical line, the header being 1
-- column   rule     varchar  id of the first rule it breaks
-- column   column   varchar  column that breaks it, null when it is the row itself
-- column   snippet  varchar  what stands there, masked
select
    line,
    broken.rule as rule, -- noqa: RF04
    broken.column as column, -- noqa: RF04
    broken.cell as snippet
from checked
where broken is not null
order by line
