-- A running total that a unit tells first after it took over from others, and that reaches what they had: perhaps it
-- includes theirs, which count already.
--
-- grain    one row for the unit whose predecessors had most, none when no total is so
-- param    $least     bigint   items below which nothing is asked
-- column   unit_code  varchar  reporting unit
-- column   measure    varchar  measure id
-- column   day        date     day of the total
-- column   items      bigint   items it says
-- column   inherited  bigint   items of those whose days it went on with
-- column   from_on    date     day from which it does
-- column   own        bigint   items that would be its own, without theirs
with recursive founders as (
    select
        unit_code as founder,
        successor_code as unit_code,
        from_on,
        share
    from successors
    union all
    select
        founders.founder,
        successors.successor_code as unit_code,
        successors.from_on,
        founders.share * successors.share as share
    from founders
    inner join successors on founders.unit_code = successors.unit_code
),

takeovers as (
    select distinct
        unit_code,
        from_on
    from founders
),

-- The first total of each that has told nothing since it took over.
first_totals as (
    select
        arriving.unit_code,
        arriving.measure,
        takeovers.from_on,
        min(arriving.date) as day,
        arg_min(arriving.value, arriving.date) as items
    from arriving
    inner join takeovers on arriving.unit_code = takeovers.unit_code and arriving.date >= takeovers.from_on
    anti join known_reports as known
        on
            arriving.unit_code = known.unit_code
            and arriving.measure = known.measure
            and known.date >= takeovers.from_on
    where arriving.form = 'total'
    group by all
),

counted as (
    select
        unit_code,
        measure,
        sum(delta) as items
    from known_counts
    group by all
),

totals as (
    select
        unit_code,
        measure,
        date,
        value
    from known_reports
    where form = 'total'
    union all
    select
        unit_code,
        measure,
        date,
        value
    from arriving
    where form = 'total'
),

latest_totals as (
    select
        unit_code,
        measure,
        arg_max(value, date) as items
    from totals
    group by all
),

-- What each has, of what is served and of what comes beside it.
levels as (
    select
        unit_code,
        measure,
        max(items) as items
    from (
        select * from counted
        union all
        select * from latest_totals
    ) as told
    group by all
),

compared as (
    select
        first_totals.*,
        any_value(coalesce(counted.items, 0)) as before,
        cast(sum(levels.items * founders.share) as bigint) as inherited
    from first_totals
    inner join founders on first_totals.unit_code = founders.unit_code and first_totals.from_on = founders.from_on
    inner join levels on founders.founder = levels.unit_code and first_totals.measure = levels.measure
    left join counted on first_totals.unit_code = counted.unit_code and first_totals.measure = counted.measure
    group by all
)

select
    unit_code,
    measure,
    day,
    items,
    inherited,
    from_on,
    greatest(items - inherited, 0) as own
from compared
where
    inherited >= $least
    -- What was corrected meanwhile may be missing from it: a fifth of theirs at most.
    and items - before >= 0.8 * inherited
order by inherited desc
limit 1
