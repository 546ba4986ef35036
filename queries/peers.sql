-- The units most like one unit in size, kind and region, each at its pace now, at its best and at this unit's stage.
--
-- grain    the unit itself, then at most seven others of its level, the most alike first
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en parent_vi parent_en region eligible total target completion days_ahead pace
--          best_pace best_on stage_on stage_pace difference
--
-- $unit    unit code of the unit that is compared
with peers as (
    select * from closest_peers($units, $unit, $measure)
),

codes as (
    select list(unit_code) as listed from peers
),

standings as (
    select * from standing($as_of, (select codes.listed from codes), $measure)
),

paces as (
    select
        daily.unit_code,
        arg_max(daily.date, row(daily.week, daily.date)) as best_on,
        min(daily.date) filter (daily.total / standings.target >= own.completion) as stage_on,
        arg_min(daily.week, daily.date) filter (daily.total / standings.target >= own.completion) as stage_week
    from daily($as_of, (select codes.listed from codes), $measure) as daily
    inner join standings on daily.unit_code = standings.unit_code and daily.date <= standings.full_until
    inner join standings as own on own.unit_code = $unit
    group by daily.unit_code
)

select
    peers.unit_code,
    units.name_vi,
    units.name_en,
    parents.name_vi as parent_vi,
    parents.name_en as parent_en,
    units.region,
    units.eligible,
    standings.total,
    standings.target,
    standings.completion,
    standings.days_ahead,
    standings.rate_7d / standings.target as pace,
    standings.best_rate_7d / standings.target as best_pace,
    paces.best_on,
    paces.stage_on,
    paces.stage_week / 7.0 / standings.target as stage_pace,
    peers.difference
from peers
inner join units on peers.unit_code = units.unit_code
left join units as parents on units.parent_code = parents.unit_code
inner join standings on peers.unit_code = standings.unit_code
left join paces on peers.unit_code = paces.unit_code
order by peers.unit_code = $unit desc, peers.difference asc, peers.unit_code asc;
