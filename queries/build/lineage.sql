-- Every unit with each of its ancestors, itself included: how anything below a unit is found.
--
-- grain    one row per unit and ancestor
-- column   unit_code      varchar  a unit of any level
-- column   ancestor_code  varchar  the unit itself or a unit above it
with recursive climb as (
    select
        unit_code,
        unit_code as ancestor_code
    from units
    union all
    select
        climb.unit_code,
        units.parent_code as ancestor_code
    from climb
    inner join units on climb.ancestor_code = units.unit_code
    where units.parent_code is not null
)

select * from climb
order by all
