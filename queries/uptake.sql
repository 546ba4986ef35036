-- How what is connected is used: totals of each item, as they were told last.
--
-- grain    one row per figure, item and day, oldest first
-- params   $units $unit $as_of
-- columns  figure service_id name_vi name_en date total reported_on
--
-- $unit       unit code: what is of items of this unit or of one below it; the rest is the root's
-- service_id  item that is used; null for what is of no single one
-- name_vi     name of the item; null where no list names it
-- total       of the figure, up to and including that day
with said as (
    select uptake.*
    from uptake
    inner join deliveries on uptake.delivery_id = deliveries.delivery_id
    where uptake.reported_on <= $as_of and uptake.date <= $as_of
    qualify
        row_number() over (
            partition by uptake.service_id, uptake.figure, uptake.date
            order by uptake.reported_on desc, deliveries.received_at desc
        ) = 1
),

listed as (
    select services.*
    from services
    inner join deliveries on services.delivery_id = deliveries.delivery_id
    where services.reported_on <= $as_of
    qualify
        row_number() over (
            partition by services.service_id order by services.reported_on desc, deliveries.received_at desc
        ) = 1
)

select
    said.figure,
    said.service_id,
    listed.name as name_vi,
    coalesce(listed.name_en, listed.name) as name_en,
    said.date,
    said.total,
    said.reported_on
from said
cross join units as root
left join listed on said.service_id = listed.service_id
inner join lineage on coalesce(listed.unit_code, root.unit_code) = lineage.unit_code
where
    root.depth = 0
    and lineage.ancestor_code = $unit
    and ($units is null or list_contains($units, lineage.unit_code))
order by said.figure asc, said.service_id asc nulls last, said.date asc;
