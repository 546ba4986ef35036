-- One measure of one unit day by day, with its running total.
--
-- grain    one row per day from the first with a count to as_of, oldest first
-- param    $units       varchar[]  unit codes the reader may see; null means all
-- param    $unit        varchar    unit code
-- param    $measure     varchar    measure id
-- param    $as_of       date       what was reported until this day
-- column   date         date       day on which it happened
-- column   count        bigint     items on that day
-- column   total        bigint     items up to and including that day
-- column   provisional  boolean    not all expected units have reported this day
select
    daily.date,
    daily.count,
    daily.total,
    daily.date > last_full_days.full_until as provisional
from daily($as_of, [$unit], $measure) as daily
inner join last_full_days($as_of) as last_full_days on daily.unit_code = last_full_days.unit_code
where $units is null or list_contains($units, daily.unit_code)
order by daily.date;
