-- What one of each resource does in a day, in a unit and in those directly below it, beside the units most like each.
--
-- grain    one row per unit and resource told of, the unit itself first, then by code
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en resource number units_tell first_told days resource_days items items_each
--          peers peers_low peers_median peers_high communes communes_all
--
-- $measure     what the resources work on
-- items        of the days that count, up to four weeks
-- peers        of the seven units most like it those of which it is known
with shown as (
    select units.unit_code
    from units
    where
        (units.unit_code = $unit or units.parent_code = $unit)
        and ($units is null or list_contains($units, units.unit_code))
),

chosen as (
    select list(unit_code) as listed from shown
),

alike as (
    select
        compared_code,
        unit_code
    from peer_differences((select chosen.listed from chosen), $measure)
    where unit_code != compared_code and ($units is null or list_contains($units, unit_code))
    qualify row_number() over (partition by compared_code order by difference, unit_code) <= 7
),

everyone as (
    select list_distinct(list(unit_code)) as listed
    from (
        select unit_code from shown
        union all
        select unit_code from alike
    ) as both_of_them
),

paces as (
    select * from resource_paces($as_of, (select everyone.listed from everyone), $measure)
),

likes as (
    select
        alike.compared_code as unit_code,
        paces.resource,
        count(paces.items_each) as peers,
        min(paces.items_each) as peers_low,
        median(paces.items_each) as peers_median,
        max(paces.items_each) as peers_high
    from alike
    inner join paces on alike.unit_code = paces.unit_code
    group by alike.compared_code, paces.resource
)

select
    now.unit_code,
    units.name_vi,
    units.name_en,
    now.resource,
    now.number,
    now.units_tell,
    now.first_told,
    paces.days,
    paces.resource_days,
    paces.items,
    paces.items_each,
    coalesce(likes.peers, 0) as peers,
    likes.peers_low,
    likes.peers_median,
    likes.peers_high,
    now.communes,
    now.communes_all
from resources_now($as_of, (select chosen.listed from chosen)) as now
inner join units on now.unit_code = units.unit_code
left join paces on now.unit_code = paces.unit_code and now.resource = paces.resource
left join likes on now.unit_code = likes.unit_code and now.resource = likes.resource
order by now.unit_code != $unit, now.unit_code, now.resource;
