-- Numbers of the delivery that another unit counts too, and whether they are more than a share of them: it is held for
-- many, and named on the receipt for few.
--
-- grain    one row when there are any, else none
-- param    $repeated_share  double     share of the numbers that may
-- param    $least           bigint     numbers below which nothing is asked
-- column   numbers          hugeint    numbers that another unit counts, an estimate when only a sample is known
-- column   of               hugeint    numbers of the delivery
-- column   one_in           bigint     of so many numbers one is known
-- column   holds           boolean    whether they are more
-- column   unit_codes       varchar[]  units that count them, those with most of them first, three at most
with
units as (
    select
        unit_code,
        count(*) as numbers
    from repeated
    group by unit_code
),

seen as (
    select
        key,
        max(one_in) as one_in
    from repeated
    group by key
),

found as (
    select
        coalesce(sum(one_in), 0) as numbers,
        max(one_in) as one_in,
        count(*) as seen
    from seen
),

told as (
    select coalesce(sum(one_in), 0) as of
    from arriving_ids
)

select
    found.numbers,
    greatest(told.of, found.numbers) as of,
    found.one_in,
    found.numbers > told.of * $repeated_share
    and found.numbers >= $least
    -- One number of a sample is chance.
    and (found.one_in = 1 or found.seen > 1 or $least <= 1) as holds,
    (select list(unit_code order by numbers desc, unit_code asc)[:3] from units) as unit_codes
from found
cross join told
where found.numbers > 0
