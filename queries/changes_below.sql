-- What changed within a week for the units directly below a unit: new days, past days, targets.
--
-- grain    one row per unit below, by code
-- params   $units $unit $measure $as_of
-- columns  unit_code total_before revised added target_before target
--
-- total_before  items until the day a week before as_of, as known on that day
with below as (
    select unit_code
    from children($units, $unit)
),

-- What a unit went on with since then counts as if the two had been one before.
known as (
    select
        progress.unit_code,
        progress.date,
        progress.delta,
        progress.reported_on <= $as_of - 7
        or (progress.unit_code, progress.reported_on) in (select (heirs.heir_code, heirs.from_on) from heirs) as before
    from progress
    where
        progress.measure = $measure and progress.reported_on <= $as_of and progress.date <= $as_of
        and progress.unit_code in (select below.unit_code from below)
),

gains as (
    select
        unit_code,
        sum(delta) filter (before and date <= $as_of - 7) as total_before,
        sum(delta) filter (not before and date <= $as_of - 7) as revised,
        sum(delta) filter (date > $as_of - 7) as added
    from known
    group by unit_code
),

earlier as (
    select
        heirs.heir_code as unit_code,
        sum(targets.target * (heirs.high - heirs.low))::bigint as target
    from targets_on($as_of - 7) as targets
    inner join heirs on targets.unit_code = heirs.unit_code and heirs.from_on <= $as_of
    inner join units on targets.unit_code = units.unit_code
    inner join units as takers on heirs.heir_code = takers.unit_code and units.depth = takers.depth
    where targets.measure = $measure
    group by heirs.heir_code
)

select
    below.unit_code,
    coalesce(gains.total_before, 0)::bigint as total_before,
    coalesce(gains.revised, 0)::bigint as revised,
    coalesce(gains.added, 0)::bigint as added,
    earlier.target as target_before,
    targets.target
from below
left join gains on below.unit_code = gains.unit_code
left join earlier on below.unit_code = earlier.unit_code
left join targets_in_force as targets
    on below.unit_code = targets.unit_code and targets.measure = $measure
order by below.unit_code;
