-- Whether a new snapshot holds together, asked of the file itself before it is served.
--
-- grain    one row per promise that is broken; none when all is well
-- column   promise  varchar  the promise
with
at_the_root as (
    select coalesce(sum(progress.delta), 0) as total
    from progress
    inner join units on progress.unit_code = units.unit_code
    where units.depth = 0
),

promises as (
    select
        'the nation is the sum of its units' as promise,
        (select total from at_the_root) = (select coalesce(sum(delta), 0) from counts) as kept
    union all
    select
        'every report belongs to a delivery' as promise,
        not exists (select 1 from reports anti join deliveries using (delivery_id)) as kept
    union all
    select
        'every quarantined line is there' as promise,
        (select count(*) from quarantine) = (select coalesce(sum(quarantined), 0) from deliveries) as kept
    union all
    select
        'every delivered line is accounted for' as promise,
        not exists (
            select 1 from deliveries
            where lines - accepted - quarantined not between 0 and 1
        ) as kept
)

select promise
from promises
where not kept
