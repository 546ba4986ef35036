-- What one of each resource does in a day, over the four weeks up to the last full day of a unit.
--
-- grain    one row per chosen unit and resource with a day
-- param    $as_of         date       what was told until this day
-- param    $chosen        varchar[]  unit codes asked for
-- param    $which         varchar    measure id
-- columns  unit_code resource days resource_days items items_each
--
-- days     days of these four weeks of which both are known
-- items_each  null of less than a week of days, and where there was none of the resource
select
    lineage.ancestor_code as unit_code,
    used.resource,
    count(distinct used.date) as days,
    sum(used.resource_days)::bigint as resource_days,
    sum(used.items)::bigint as items,
    case when count(distinct used.date) >= 7 then sum(used.items) / nullif(sum(used.resource_days), 0) end as items_each
from resource_days($as_of, $chosen, $which) as used
inner join lineage on used.unit_code = lineage.unit_code
inner join last_full_days on lineage.ancestor_code = last_full_days.unit_code
where
    list_contains($chosen, lineage.ancestor_code)
    and used.date between last_full_days.full_until - 27 and last_full_days.full_until
group by lineage.ancestor_code, used.resource
