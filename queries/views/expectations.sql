-- What was expected to come into each store, as it was told last by a day, and what became of it.
--
-- What came since the first expectation was told stands for those expected first: who sends less, or earlier, than
-- was said shows so. Without `delivered` nobody can tell.
--
-- grain    one row per unit, supply and day, but those of which nothing is expected any more
-- param    $as_of    date       what was said until this day
-- columns  unit_code supply arrives_on items came missing_items arrival reported_on
--
-- came           of the items, those that are in; null when the store does not say what came
-- missing_items  of the items, those that are not, or not known to be
-- arrival        due | late | came | untold (its day is past, and the store has told nothing since) | unclear (it has,
--                but not what came)
with said as (
    select
        expected.unit_code,
        expected.supply,
        expected.expected_on as arrives_on,
        expected.items,
        expected.reported_on,
        deliveries.received_at
    from expected
    inner join units on expected.unit_code = units.unit_code
    inner join deliveries on expected.delivery_id = deliveries.delivery_id
    where expected.reported_on <= $as_of
),

firsts as (
    select
        unit_code,
        supply,
        min(reported_on) as first_on
    from said
    group by unit_code, supply
),

latest as (
    select * from said
    qualify
        row_number() over (
            partition by unit_code, supply, arrives_on order by reported_on desc, received_at desc
        ) = 1
),

statements as (
    select
        supplies.unit_code,
        supplies.supply,
        supplies.date,
        supplies.delivered
    from supplies
    inner join deliveries on supplies.delivery_id = deliveries.delivery_id
    where supplies.reported_on <= $as_of and supplies.date <= $as_of
    qualify
        row_number() over (
            partition by supplies.unit_code, supplies.supply, supplies.date
            order by supplies.reported_on desc, deliveries.received_at desc
        ) = 1
),

-- What had come when the first of them was told, else by the first statement after it.
received as (
    select
        statements.unit_code,
        statements.supply,
        max(statements.date) as told_on,
        arg_max(statements.delivered, statements.date)
        - coalesce(
            arg_max(statements.delivered, statements.date) filter (statements.date <= firsts.first_on),
            arg_min(statements.delivered, statements.date)
        ) as came
    from statements
    inner join firsts on statements.unit_code = firsts.unit_code and statements.supply = firsts.supply
    group by statements.unit_code, statements.supply
),

queued as (
    select
        latest.unit_code,
        latest.supply,
        latest.arrives_on,
        latest.items,
        latest.reported_on,
        received.told_on,
        received.came is not null as says,
        least(
            latest.items,
            greatest(
                received.came
                - coalesce(sum(latest.items) over earlier, 0),
                0
            )
        )::bigint as came
    from latest
    left join received on latest.unit_code = received.unit_code and latest.supply = received.supply
    window
        earlier as (
            partition by latest.unit_code, latest.supply order by latest.arrives_on
            rows between unbounded preceding and 1 preceding
        )
)

select
    unit_code,
    supply,
    arrives_on,
    items,
    case when says then came end as came,
    items - case when says then came else 0 end as missing_items,
    case
        when says and came = items then 'came'
        when arrives_on > $as_of then 'due'
        when told_on is null or told_on < arrives_on then 'untold'
        when says then 'late'
        else 'unclear'
    end as arrival,
    reported_on
from queued
where items > 0
