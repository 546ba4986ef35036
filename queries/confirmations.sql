-- Whether the figures of a day are those that each unit right below the root has confirmed.
--
-- grain    one row per unit right below the root that is there: all of them of the root, else the one that the unit is
--          or lies below
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en confirmation confirmed_until confirmed_at
with states as (
    select
        unit_code,
        any_value(confirmed_until) as confirmed_until,
        any_value(confirmed_at) as confirmed_at,
        bool_and(total = confirmed) as same,
        bool_or(revised <> 0) as revised
    from confirmed_totals($as_of)
    group by unit_code
)

select
    units.unit_code,
    units.name_vi,
    units.name_en,
    case
        when states.same then 'confirmed'
        when states.revised then 'changed'
        else 'unconfirmed'
    end as confirmation,
    states.confirmed_until,
    states.confirmed_at
from units
inner join units as roots on units.parent_code = roots.unit_code and roots.depth = 0
left join states on units.unit_code = states.unit_code
where
    exists (
        select 1 from lineage
        where
            (lineage.unit_code = units.unit_code and lineage.ancestor_code = $unit)
            or (lineage.unit_code = $unit and lineage.ancestor_code = units.unit_code)
    )
    and ($units is null or list_contains($units, units.unit_code))
order by units.unit_code;
