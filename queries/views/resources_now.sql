-- How many of each resource there are in every unit on a day: with the unit itself and with all below it.
--
-- A unit that has ended has none: what it had is told by those who go on with it.
--
-- grain    one row per chosen unit at or below which somebody told of a resource, and resource
-- param    $as_of        date       what was told until this day
-- param    $chosen       varchar[]  unit codes asked for, of any level
-- columns  unit_code resource number number_own units_tell first_told last_told communes communes_all units_reach
with below as (
    select list(distinct unit_code) as listed from lineage
    where list_contains($chosen, ancestor_code)
),

latest as (
    select known.*
    from known_resources($as_of, (select below.listed from below)) as known
    inner join units on known.unit_code = units.unit_code
    where known.until_on = $as_of
),

-- What a unit says of all its communes is in no sum with what those below it say of theirs.
above as (
    select distinct
        lineage.ancestor_code as unit_code,
        latest.resource
    from latest
    inner join lineage on latest.unit_code = lineage.unit_code
    where latest.communes_all is not null and lineage.ancestor_code != lineage.unit_code
),

counted as (
    select
        latest.*,
        latest.communes is not null and latest.communes_all is not null and above.unit_code is null as reaches
    from latest
    left join above on latest.unit_code = above.unit_code and latest.resource = above.resource
)

select
    lineage.ancestor_code as unit_code,
    counted.resource,
    sum(counted.number)::bigint as number,
    coalesce(sum(counted.number) filter (counted.unit_code = lineage.ancestor_code), 0)::bigint as number_own,
    count(*) as units_tell,
    min(counted.date) as first_told,
    max(counted.date) as last_told,
    sum(counted.communes) filter (counted.reaches)::bigint as communes,
    sum(counted.communes_all) filter (counted.reaches)::bigint as communes_all,
    count(*) filter (counted.reaches) as units_reach
from counted
inner join lineage on counted.unit_code = lineage.unit_code
where list_contains($chosen, lineage.ancestor_code)
group by lineage.ancestor_code, counted.resource
