-- The delivery at hand in five figures.
--
-- grain    one row
-- param    $source   varchar    source of the ordinary rows, null when they name none
-- column   read      bigint     physical lines that were looked at
-- column   blank    bigint     those of them in which nothing stands
-- column   refused   bigint     those that break a rule
-- column   repaired  boolean    whether the unit's code of an accepted row had lost its leading zeros
-- column   sources   varchar[]  what the rows name as their source
with
counted as (
    select repaired
    from checked
    where broken is null
    union all
    select repaired from tallied
),

named as (
    select source from cells
    where source is not null
    union
    select cast($source as varchar) as source
    where $source is not null
)

select
    (select coalesce(sum(lines), 0) from checked) + (select count(*) from faults) as read,
    (select coalesce(sum(lines) filter (where broken.rule = 'blank_line'), 0) from checked)
    + (select count(*) filter (where rule = 'blank_line') from faults) as blank,
    (select count(*) from refused) as refused,
    (select coalesce(bool_or(repaired), false) from counted) as repaired,
    (select list(source order by source) from named) as sources
