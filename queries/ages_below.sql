-- How long items took from receipt to a stage, and how long those that wait have waited, in the units below a unit.
--
-- grain    one row per unit below, the one with most over the term first, those without records last
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en records_from records_until passed total records_share passed_p50 passed_p90
--          passed_longest passed_late waiting waiting_p50 waiting_p90 oldest over_term
--
-- waiting  items of the records that have passed the stage before and not this one
with below as (
    select * from children($units, $unit)
),

codes as (
    select list(unit_code) as listed from below
)

select
    below.unit_code,
    below.name_vi,
    below.name_en,
    ages.records_from,
    ages.records_until,
    ages.passed,
    totals.total,
    ages.passed / nullif(totals.total, 0) as records_share,
    ages.passed_p50,
    ages.passed_p90,
    ages.passed_longest,
    ages.passed_late,
    ages.waiting,
    ages.waiting_p50,
    ages.waiting_p90,
    ages.oldest,
    ages.over_term
from below
left join ages($as_of, (select codes.listed from codes), false) as ages
    on below.unit_code = ages.unit_code and ages.measure = $measure
left join totals on below.unit_code = totals.unit_code and totals.measure = $measure
order by ages.over_term desc nulls last, ages.oldest desc nulls last, ages.passed desc nulls last, below.unit_code asc;
