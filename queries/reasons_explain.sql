-- How much of what is missing the reasons explain, in a unit and in those directly below it.
--
-- grain    one row per unit: the one asked for, then those directly below, the most lacking first
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en remaining lacking named unexplained beyond units_asked units_told told_from
--          told_last
--
-- What reporting units have beyond their quotas makes up for nothing here: lacking + beyond = named + unexplained.
-- units_asked  reporting units but those without a quota beside others that have one: they have nothing to do
-- units_told   of these those that have named a reason
with asked as (
    select unit_code from children($units, $unit)
    union all
    select $unit as unit_code
    where $units is null or list_contains($units, $unit)
),

-- Who reports below each, and whose quota counts there.
places as (
    select
        asked.unit_code,
        lineage.unit_code as place,
        bearers.bearer_code,
        bearers.bearer_code is null or in_force.target > 0 as has_work
    from asked
    inner join lineage on asked.unit_code = lineage.ancestor_code
    inner join quota_bearers($measure) as bearers on lineage.unit_code = bearers.unit_code
    left join targets_in_force as in_force
        on bearers.bearer_code = in_force.unit_code and in_force.measure = $measure
),

said as (
    select
        unit_code,
        sum(persons) as persons,
        min(told_on) filter (persons > 0) as told_from,
        max(told_on) as told_last
    from reasons_told($as_of, $measure)
    group by unit_code
),

heard as (
    select
        places.unit_code,
        count(*) filter (places.has_work or said.unit_code is not null) as units_asked,
        count(said.unit_code) as units_told,
        coalesce(sum(said.persons), 0)::bigint as named,
        min(said.told_from) as told_from,
        max(said.told_last) as told_last
    from places
    left join said on places.place = said.unit_code
    group by places.unit_code
),

bearers as (
    select distinct bearer_code from quota_bearers($measure)
    where bearer_code is not null
),

-- What is missing and what is named, quota by quota.
quotas as (
    select
        bearers.bearer_code,
        coalesce(greatest(any_value(in_force.target) - coalesce(any_value(totals.total), 0), 0), 0) as lacking,
        coalesce(sum(said.persons), 0) as named
    from bearers
    inner join lineage on bearers.bearer_code = lineage.ancestor_code
    left join said on lineage.unit_code = said.unit_code
    left join targets_in_force as in_force
        on bearers.bearer_code = in_force.unit_code and in_force.measure = $measure
    left join totals on bearers.bearer_code = totals.unit_code and totals.measure = $measure
    group by bearers.bearer_code
),

-- A quota of the unit itself stands for all below it; one of a unit above says nothing of this one.
held as (
    select distinct
        places.unit_code,
        places.bearer_code,
        bool_or(places.bearer_code = places.unit_code) over (partition by places.unit_code) as by_itself,
        lineage.unit_code is not null as within
    from places
    left join lineage
        on places.bearer_code = lineage.unit_code and places.unit_code = lineage.ancestor_code
),

sums as (
    select
        held.unit_code,
        bool_and(held.within) as known,
        sum(quotas.lacking) as lacking,
        sum(greatest(quotas.lacking - quotas.named, 0)) as unexplained,
        sum(greatest(quotas.named - quotas.lacking, 0)) as beyond
    from held
    left join quotas on held.bearer_code = quotas.bearer_code
    where not held.by_itself or held.bearer_code = held.unit_code
    group by held.unit_code
)

select
    asked.unit_code,
    units.name_vi,
    units.name_en,
    case when in_force.target is not null then greatest(in_force.target - coalesce(totals.total, 0), 0) end
        as remaining,
    case when sums.known then sums.lacking end::bigint as lacking,
    coalesce(heard.named, 0)::bigint as named,
    case when sums.known then sums.unexplained end::bigint as unexplained,
    case when sums.known then sums.beyond end::bigint as beyond,
    coalesce(heard.units_asked, 0) as units_asked,
    coalesce(heard.units_told, 0) as units_told,
    heard.told_from,
    heard.told_last
from asked
inner join units on asked.unit_code = units.unit_code
left join heard on asked.unit_code = heard.unit_code
left join sums on asked.unit_code = sums.unit_code
left join targets_in_force as in_force
    on asked.unit_code = in_force.unit_code and in_force.measure = $measure
left join totals on asked.unit_code = totals.unit_code and totals.measure = $measure
order by units.depth asc, lacking desc nulls last, named desc, asked.unit_code asc;
