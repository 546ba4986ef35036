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

gains as (
    select
        unit_code,
        sum(delta) filter (reported_on <= $as_of - 7 and date <= $as_of - 7) as total_before,
        sum(delta) filter (reported_on > $as_of - 7 and date <= $as_of - 7) as revised,
        sum(delta) filter (date > $as_of - 7) as added
    from progress
    where
        measure = $measure and reported_on <= $as_of and date <= $as_of
        and unit_code in (select below.unit_code from below)
    group by unit_code
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
left join targets_on($as_of - 7) as earlier
    on below.unit_code = earlier.unit_code and earlier.measure = $measure
left join targets_in_force as targets
    on below.unit_code = targets.unit_code and targets.measure = $measure
order by below.unit_code;
