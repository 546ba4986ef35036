-- What the reporting units at or below a unit claim in one measure, beside the latest sample drawn of it.
--
-- grain    one row per reporting unit, in the order of codes
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en parent_code parent_vi parent_en total target completion state sampled_on lot
--          sample_size defects_found
with below as (
    select unit_code
    from reporting_units($units, $unit)
),

samples as (
    select
        samples.unit_code,
        samples.date as sampled_on,
        samples.sample_size,
        samples.defects_found
    from verification as samples
    inner join deliveries on samples.delivery_id = deliveries.delivery_id
    where samples.reported_on <= $as_of and samples.date <= $as_of and samples.unit_code in (from below)
    qualify
        row_number() over (
            partition by samples.unit_code
            order by samples.date desc, samples.reported_on desc, deliveries.received_at desc
        ) = 1
),

drawn as (
    select
        samples.unit_code,
        samples.sampled_on,
        samples.sample_size,
        samples.defects_found,
        sum(progress.delta)::bigint as lot
    from samples
    left join progress
        on
            samples.unit_code = progress.unit_code
            and samples.sampled_on >= progress.date
            and progress.measure = $measure
            and progress.reported_on <= $as_of
    group by samples.unit_code, samples.sampled_on, samples.sample_size, samples.defects_found
)

select
    schedule.unit_code,
    units.name_vi,
    units.name_en,
    units.parent_code,
    parents.name_vi as parent_vi,
    parents.name_en as parent_en,
    schedule.total,
    schedule.target,
    schedule.completion,
    schedule.state,
    drawn.sampled_on,
    drawn.lot,
    drawn.sample_size,
    drawn.defects_found
from schedule((select list(unit_code) from below), $measure) as schedule
inner join units on schedule.unit_code = units.unit_code
left join units as parents on units.parent_code = parents.unit_code
left join drawn on schedule.unit_code = drawn.unit_code
order by schedule.unit_code;
