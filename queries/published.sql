-- Figures that somebody published about one measure of one unit.
--
-- grain    one row per publication, oldest first
-- params   $units $unit $measure $as_of
-- columns  date value qualifier source_title
--
-- $as_of   figures for days until this one
select
    date,
    value,
    qualifier,
    source_title
from milestones
where
    unit_code = $unit
    and measure = $measure
    and date <= $as_of
    and ($units is null or list_contains($units, unit_code))
order by date, value;
