-- How long items of a unit took from receipt to each stage of a chain, and how long those that wait have waited.
--
-- grain    one row per stage of the measure's project, in their order; none without records
-- params   $units $unit $measure $as_of
-- columns  measure label_vi label_en records_from records_until passed total records_share passed_p50 passed_p90
--          passed_longest passed_late waiting waiting_p50 waiting_p90 oldest over_term term_days
--
-- $measure  any measure of the project
-- waiting   items of the records that have passed the stage before and not this one
select
    measures.measure,
    measures.label_vi,
    measures.label_en,
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
    ages.over_term,
    measures.term_days
from ages($as_of, [$unit], false) as ages
inner join measures on ages.measure = measures.measure
inner join measures as asked on measures.project = asked.project
left join totals on ages.unit_code = totals.unit_code and ages.measure = totals.measure
where asked.measure = $measure and ($units is null or list_contains($units, $unit))
order by measures.position;
