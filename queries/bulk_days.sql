-- Days on which far more of one measure happened than the days around them let expect: work done in bulk.
--
-- What is expected is the median of the 28 days before or of the 28 days after, whichever is more, so that a new pace
-- is no bulk; days after count from a week of them on. Distances are taken between square roots, in robust standard
-- deviations of the days before, as in outliers.sql: flagged beyond 5, and only from three times what is expected.
-- The window before needs 14 days.
--
-- grain    one row per flagged day, oldest first
-- params   $units $unit $measure $as_of
-- columns  date count expected deviation
--
-- expected  items, median of the 28 days before or after, whichever is more
with flows as (
    select
        date,
        count,
        2 * sqrt(greatest(count, 0) + 0.375) as root
    from daily($as_of, [$unit], $measure)
    where $units is null or list_contains($units, unit_code)
),

around as (
    select
        flows.date,
        flows.count,
        flows.root,
        count(*) filter (near.date < flows.date) as days_before,
        count(*) filter (near.date > flows.date) as days_after,
        median(near.count) filter (near.date < flows.date) as count_before,
        median(near.count) filter (near.date > flows.date) as count_after,
        median(near.root) filter (near.date < flows.date) as root_before,
        median(near.root) filter (near.date > flows.date) as root_after,
        1.4826 * mad(near.root) filter (near.date < flows.date) as spread
    from flows
    inner join flows as near
        on near.date between flows.date - 28 and flows.date + 28
    group by flows.date, flows.count, flows.root
),

expectations as (
    select
        date,
        count,
        root,
        spread,
        days_before,
        greatest(count_before, case when days_after >= 7 then count_after end) as expected,
        greatest(root_before, case when days_after >= 7 then root_after end) as usual
    from around
)

select
    date,
    count,
    expected,
    (root - usual) / greatest(spread, 1) as deviation
from expectations
where
    days_before >= 14
    and (root - usual) / greatest(spread, 1) > 5
    and count > 3 * expected
order by date;
