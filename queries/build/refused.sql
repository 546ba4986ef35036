-- Lines of the delivery at hand that break a rule. An empty line is nobody's fault, and no line.
--
-- grain    one row per refused physical line of the file, in the file's order
-- column   line     bigint   physical line, the header being 1
-- column   rule     varchar  id of the first rule it breaks
-- column   column   varchar  column that breaks it, null when it is the row itself
-- column   snippet  varchar  what stands there, masked
select
    unnest(generate_series(line, line + lines - 1)) as line,
    broken.rule,
    broken."column",
    snippet(broken.cell, broken.shown) as snippet
from checked
where broken.rule <> 'blank_line'
union all
select
    line,
    rule,
    null as "column",
    null as snippet
from faults
where rule <> 'blank_line'
order by line
