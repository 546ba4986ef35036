-- How fresh and complete the figures of one unit are on a day.
--
-- grain    one row
-- params   $units $unit $as_of
-- columns  snapshot cut_off last_reported_on full_until units_expected units_late units_silent units_with_holes
--          simulated
with spoken as (
    select max(last_reports.last_reported_on) as last_reported_on
    from last_reports
    inner join lineage on last_reports.unit_code = lineage.unit_code
    where lineage.ancestor_code = $unit
)

select
    publication.snapshot,
    publication.cut_off,
    spoken.last_reported_on,
    last_full_days.full_until,
    coalesce(last_full_days.units_expected, 0) as units_expected,
    coalesce(last_full_days.units_late, 0) as units_late,
    coalesce(last_full_days.units_silent, 0) as units_silent,
    coalesce(last_full_days.units_with_holes, 0) as units_with_holes,
    (select coalesce(bool_or(deliveries.simulated), false) from deliveries) as simulated
from units
cross join spoken
cross join publication() as publication
left join last_full_days on units.unit_code = last_full_days.unit_code
where units.unit_code = $unit and ($units is null or list_contains($units, units.unit_code));
