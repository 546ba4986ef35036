-- Since when and until when records speak for a unit without a gap: the last such span.
--
-- grain    one row per unit with records, and measure
-- param    $as_of       date       what was said until this day
-- columns  unit_code measure first_on last_on
with begun as (
    select
        unit_code,
        measure,
        last_on,
        case
            when first_on <= 1 + max(last_on) over (
                partition by unit_code, measure
                order by first_on, last_on
                rows between unbounded preceding and 1 preceding
            ) then null
            else first_on
        end as first_on
    from record_covers($as_of)
)

select
    unit_code,
    measure,
    max(first_on) as first_on,
    max(last_on) as last_on
from begun
group by unit_code, measure
