-- The days for which record extracts speak, as known on a day. An extract that names no day of the report counts as
-- said on the days of which it speaks.
--
-- grain    one row per delivery, unit and measure
-- param    $as_of       date       what was said until this day
-- columns  delivery_id unit_code measure first_on last_on place
--
-- place  its place among those that speak for the unit: what is said last counts
with dated as (
    select
        delivery_id,
        max(reported_on) as told_on
    from passages
    group by delivery_id
)

select
    covers.delivery_id,
    covers.unit_code,
    covers.measure,
    covers.first_on,
    least(covers.last_on, $as_of) as last_on,
    row_number() over (
        partition by covers.unit_code, covers.measure order by covers.reported_on, covers.version
    ) as place
from covers
left join dated on covers.delivery_id = dated.delivery_id
where
    covers.first_on <= $as_of
    and (covers.reported_on <= $as_of or dated.told_on is null)
