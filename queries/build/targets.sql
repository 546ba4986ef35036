-- All targets, with those of the root that campaign.toml gave before: a target that was changed there holds from the
-- day after the last that was published, so that a past day keeps the target it was shown with.
--
-- grain    one row per unit, measure and day of issue
-- param    $root      varchar  code of the root
-- column   unit_code  varchar  unit code
-- column   measure    varchar  measure id
-- column   target     bigint   items
-- column   deadline   date     day on which the target is due
-- column   issued_on  date     day from which it holds
-- column   issued_by  varchar  who gave it
with
published as (
    select max(reported_on) as last_on
    from old.deliveries
),

shown as (
    select targets.*
    from old.targets as targets
    semi join measures using (measure)
    inner join published on targets.issued_on <= published.last_on
    where targets.unit_code = $root and targets.issued_by = 'campaign'
),

latest as (
    select
        measure,
        arg_max(target, issued_on) as target,
        arg_max(deadline, issued_on) as deadline
    from shown
    group by measure
)

select * from shown
union all by name
select
    targets.* exclude (issued_on),
    case when latest.measure is null then targets.issued_on else published.last_on + 1 end as issued_on
from targets
cross join published
left join latest on targets.measure = latest.measure and targets.unit_code = $root and targets.issued_by = 'campaign'
where latest.measure is null or (latest.target, latest.deadline) is distinct from (targets.target, targets.deadline)
