-- With what a unit and those below it worked, day by day.
--
-- grain    one row per resource and day on which somebody told of it, by resource, oldest first
-- params   $units $unit $as_of
-- columns  resource date number units_tell
--
-- number  as told last by each until that day
with below as (
    select list(unit_code) as listed from lineage
    where ancestor_code = $unit and ($units is null or list_contains($units, $unit))
),

told as (
    select
        known.resource,
        known.date,
        sum(known.number - coalesce(known.number_before, 0)) as step,
        count(*) filter (known.number_before is null) as begun
    from known_resources($as_of, (select below.listed from below)) as known
    group by known.resource, known.date
)

select
    resource,
    date,
    sum(step) over series::bigint as number,
    sum(begun) over series::bigint as units_tell
from told
window series as (partition by resource order by date)
order by resource, date;
