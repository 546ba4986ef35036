-- Whose figures are whose: those of a unit are its own, those of every unit above it, and from the day after one of
-- these has ended those of its successors as well. So what a unit did stays above it on every day, and who takes its
-- place goes on with what was done there.
--
-- A successor's own line is not climbed: where it lies elsewhere, the sums there have what it does from then on.
--
-- grain    one row per unit, heir and part that it has
-- column   unit_code  varchar  a unit of any level
-- column   heir_code  varchar  unit that has its figures
-- column   from_on    date     day from which it has them
-- column   low        double   where its part of each figure begins, of 0 to 1
-- column   high       double   where it ends
with recursive parts as (
    select
        unit_code,
        successor_code,
        from_on,
        sum(share) over whole - share as low,
        case
            when place = max(place) over (partition by unit_code) then 1
            else sum(share) over whole
        end as high
    from successors
    window whole as (partition by unit_code order by place)
),

passed_on as (
    select
        unit_code,
        ancestor_code as heir_code,
        date '0001-01-01' as from_on,
        cast(0 as double) as low,
        cast(1 as double) as high
    from lineage
    union all
    select
        passed_on.unit_code,
        parts.successor_code as heir_code,
        greatest(passed_on.from_on, parts.from_on) as from_on,
        passed_on.low + parts.low * (passed_on.high - passed_on.low) as low,
        passed_on.low + parts.high * (passed_on.high - passed_on.low) as high
    from passed_on
    inner join parts on passed_on.heir_code = parts.unit_code
)

select * from passed_on
order by all
