-- Figures that somebody published, or sent to compare with, about one measure of one unit.
--
-- grain    one row per publication, oldest first
-- params   $units $unit $own $measure $as_of
-- columns  date value qualifier source_title
--
-- $as_of   figures for days until this one
-- $own     a reader who answers for one unit sees what was sent of that one and of those below it
select
    date,
    value,
    qualifier,
    source_title
from control_figures($as_of, $units, $own)
where unit_code = $unit and measure = $measure
order by date, value, source_title;
