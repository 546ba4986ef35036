-- Whose quota says what a reporting unit lacks in a measure: its own; where none beside it has one either, that of the
-- nearest unit above with a quota. A unit without one beside others that have one has nothing to do.
--
-- grain    one row per reporting unit
-- param    $which   varchar  measure id
-- columns  unit_code bearer_code
--
-- bearer_code  null where nobody above has a quota
with own as (
    select
        units.unit_code,
        bool_or(in_force.target is not null) over (partition by units.parent_code) as has_quotas
    from units
    left join targets_in_force as in_force
        on units.unit_code = in_force.unit_code and in_force.measure = $which
    where units.reports
),

above as (
    select
        own.unit_code,
        arg_max(units.unit_code, units.depth) as bearer_code
    from own
    inner join lineage on own.unit_code = lineage.unit_code
    inner join units on lineage.ancestor_code = units.unit_code
    inner join targets_in_force as in_force
        on units.unit_code = in_force.unit_code and in_force.measure = $which
    where not own.has_quotas
    group by own.unit_code
)

select
    own.unit_code,
    case when own.has_quotas then own.unit_code else above.bearer_code end as bearer_code
from own
left join above on own.unit_code = above.unit_code
