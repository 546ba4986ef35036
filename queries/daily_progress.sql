-- One measure of one unit day by day, with its running total.
--
-- grain    one row per day from the first with a count to as_of, oldest first
-- params   $units $unit $measure $as_of
-- columns  date count total set_apart provisional
--
-- total    items up to and including that day
select
    daily.date,
    daily.count,
    daily.total,
    daily.count - daily.flow as set_apart,
    daily.date > last_full_days.full_until as provisional
from daily($as_of, [$unit], $measure) as daily
inner join last_full_days on daily.unit_code = last_full_days.unit_code
where $units is null or list_contains($units, daily.unit_code)
order by daily.date;
