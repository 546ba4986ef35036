-- What reports changed in days that a unit had told before: late figures, corrections, items moved between days.
-- What a unit goes on with on the day on which it takes another's place is none of these.
--
-- grain    one row per unit, measure, day of the report and day that it changed
-- param    $as_of        date       what was reported until this day
-- param    $chosen       varchar[]  unit codes asked for
-- param    $which        varchar    measure id; null means all
-- columns  unit_code measure reported_on date delta known
--
-- delta    items more, or fewer, than was known of that day
-- known    that day had items before
with told as (
    select
        unit_code,
        measure,
        reported_on,
        date,
        delta,
        max(date) over (
            partition by unit_code, measure order by reported_on
            range between unbounded preceding and interval 1 day preceding
        ) as told_before,
        row_number() over (partition by unit_code, measure, date order by reported_on) > 1 as known
    from progress
    where
        reported_on <= $as_of and date <= $as_of
        and unit_code in (select unnest($chosen)) and ($which is null or measure = $which)
)

select * exclude (told_before)
from told
where
    date <= told_before
    and (unit_code, reported_on) not in (select (heirs.heir_code, heirs.from_on) from heirs)
