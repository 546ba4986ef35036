-- The orders that a reader may see of those to a unit and to units below it, as they were known on a day.
--
-- grain    one row per order
-- param    $as_of   date       what was said until this day
-- param    $one     varchar    unit looked at; orders to owners of connections are the root's
-- param    $chosen  varchar[]  unit codes the reader may see; null means all
-- param    $which   varchar    unit the reader answers for: orders to it and to those below it are seen; null means all
-- columns  order_id given_on unit_code owner measure goal due_on instruction proposal given_by withdrawn_on chance
--          chance_so delivery_id reported_on
select known.*
from known_orders($as_of) as known
cross join units as root
inner join lineage on coalesce(known.unit_code, root.unit_code) = lineage.unit_code
where
    root.depth = 0
    and lineage.ancestor_code = $one
    and ($chosen is null or list_contains($chosen, known.unit_code))
    and case
        when $which is null then $chosen is null
        else exists (
            select 1 from lineage as up
            where up.unit_code = known.unit_code and up.ancestor_code = $which
        )
    end
