-- Numbers of the records that the delivery at hand counts: all of them, or those with the lowest hashes.
--
-- An ordinary row is as the pass has seen it; of one that was looked at again it is known what became of it.
--
-- grain    one row per accepted record with such a number that counts on some day
-- param    $one_in     bigint   of so many numbers one is kept
-- param    $last_key   ubigint  the highest hash that is kept
-- param    $from_on    date     first day of the period, null when the file does not say
-- param    $to_on      date     last day of the period, null when the file does not say
-- column   key         ubigint  hash of the number
-- column   one_in      bigint   as given
-- column   unit_code   varchar  reporting unit
-- column   days        date[]   day of each stage, null where it does not count
with
looked_at as (
    select
        hash(cells.id) as key,
        cells.counted,
        checked.broken,
        checked.unit_code,
        checked.days
    from checked
    inner join cells on checked.line = cells.line
),

again as (
    select key from looked_at
    where counted
),

accepted as (
    select
        key,
        unit_code,
        days
    from sampled
    anti join again using (key)
    union all
    select
        key,
        unit_code,
        days
    from looked_at
    where broken is null and key <= cast($last_key as ubigint)
),

within_period as (
    select
        key,
        unit_code,
        list_transform(
            days,
            lambda day: case when day between coalesce($from_on, day) and coalesce($to_on, day) then day end
        ) as days
    from accepted
)

select
    key,
    cast($one_in as bigint) as one_in,
    unit_code,
    days
from within_period
where list_count(days) > 0
order by key
