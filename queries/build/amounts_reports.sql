-- What the accepted rows of a `counts` or `totals` delivery say.
--
-- grain    one row per unit, measure, day and day of the report
-- param    $form         varchar  count or total
-- column   unit_code     varchar  reporting unit
-- column   measure       varchar  measure id
-- column   date          date     day on which it happened
-- column   form          varchar  count: items on that day; total: up to and including it
-- column   value         bigint   items
-- column   reported_on   date     day on which it was said, null when the row does not say
select
    unit_code,
    measure,
    date,
    cast($form as varchar) as form,
    value,
    reported_on
from checked
where broken is null
