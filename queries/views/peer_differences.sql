-- How unlike some units every other unit of their level is, in size, kind and region: what a fair comparison looks at.
-- A twofold size, a wholly different kind and another region weigh the same: 1 each. Size is that of the eligible
-- residents, of the population where they are not known, of the target where neither is. Kind is the mix of kinds of
-- the reporting units below (by residents), so that a province is as urban as its districts are.
--
-- grain    one row per chosen unit and unit of its level with a target, the most alike first, itself with 0
-- param    $chosen            varchar[]  unit codes that are compared
-- param    $which             varchar    measure id
-- columns  compared_code unit_code size_difference kind_difference region_difference difference
--
-- compared_code      the chosen unit
-- size_difference    size ratio as a power of two, 0 is the same size
-- kind_difference    share of residents in another kind of unit, 0 to 1
-- region_difference  1 in another region
-- difference         their sum
with sizes as (
    select
        units.unit_code,
        units.region,
        units.depth,
        coalesce(nullif(units.eligible, 0), nullif(units.population, 0), targets.target) as size
    from units
    inner join targets_in_force as targets on units.unit_code = targets.unit_code
    where
        targets.measure = $which
        and targets.target > 0
        and units.depth in (
            select asked.depth from units as asked
            where list_contains($chosen, asked.unit_code)
        )
),

kinds as (
    select
        lineage.ancestor_code as unit_code,
        coalesce(units.kind, '') as kind,
        sum(greatest(coalesce(units.population, 1), 1)) as residents
    from lineage
    inner join units on lineage.unit_code = units.unit_code
    where units.reports
    group by lineage.ancestor_code, coalesce(units.kind, '')
),

mixes as (
    select
        unit_code,
        kind,
        residents / sum(residents) over (partition by unit_code) as share
    from kinds
),

common as (
    select
        own.unit_code as compared_code,
        mixes.unit_code,
        sum(least(mixes.share, own.share)) as share
    from mixes
    inner join mixes as own on mixes.kind = own.kind and list_contains($chosen, own.unit_code)
    group by own.unit_code, mixes.unit_code
),

differences as (
    select
        own.unit_code as compared_code,
        sizes.unit_code,
        abs(log2(sizes.size / own.size)) as size_difference,
        greatest(1 - coalesce(common.share, 0), 0)::double as kind_difference,
        (sizes.region is distinct from own.region)::integer as region_difference
    from sizes
    inner join sizes as own on sizes.depth = own.depth and list_contains($chosen, own.unit_code)
    left join common on sizes.unit_code = common.unit_code and own.unit_code = common.compared_code
)

select
    *,
    size_difference + kind_difference + region_difference as difference
from differences
order by compared_code, difference, unit_code
