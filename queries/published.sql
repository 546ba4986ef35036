-- Figures that somebody published about one measure of one unit.
--
-- grain    one row per publication, oldest first
-- param    $units          varchar[]  unit codes the reader may see; null means all
-- param    $unit           varchar    unit code
-- param    $measure        varchar    measure id
-- param    $as_of          date       of days until this one
-- column   date            date       day the figure is for
-- column   value           bigint     items up to and including that day
-- column   qualifier       varchar    the publication's own reservation, such as "more than"
-- column   source_title    varchar    publication
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
