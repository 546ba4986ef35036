-- Rows of a record-level delivery that a reader could type: whether each is ordinary, and where it counts.
--
-- An ordinary row breaks no rule, as far as one row can; any other is looked at again by records.sql.
--
-- grain    one row per row of the file that could be typed, in its order
-- param    $first       date       first day of the campaign
-- param    $until       date       last day that can have been reported
-- param    $provinces   varchar[]  the province in which each place lies
-- param    $source      varchar    source of the first row
-- param    $reported    varchar    day of the report in the first row
-- column   line         bigint     line of the row, null when its place in the answer says it
-- column   key          ubigint    hash of the id
-- column   ordinary     boolean    whether it breaks no rule
-- column   place        usmallint  number of the unit's code among the places
-- column   day_1        date       day of the first stage; and so on
-- column   day_2        date       day of the second stage
-- column   day_3        date       day of the third stage
-- column   day_4        date       day of the fourth stage
-- column   day_5        date       day of the fifth stage
with
reached_1 as (
    select
        *,
        coalesce(day_1, $first) as until_1
    from typed_rows
),

reached_2 as (
    select
        *,
        coalesce(day_2, until_1) as until_2
    from reached_1
),

reached_3 as (
    select
        *,
        coalesce(day_3, until_2) as until_3
    from reached_2
),

reached_4 as (
    select
        *,
        coalesce(day_4, until_3) as until_4
    from reached_3
),

reached_5 as (
    select
        *,
        coalesce(day_5, until_4) as until_5
    from reached_4
)

select
    line,
    hash(trim(id)) as key,
    trim(id) <> ''
    and place_cell is not null -- without a use of its own a cell that is cast stops the read (duckdb 23818)
    and place is not null
    and until_1 >= $first
    and until_2 >= until_1
    and until_3 >= until_2
    and until_4 >= until_3
    and until_5 >= until_4
    and until_5 <= $until
    and (source is not distinct from $source)
    and (reported_on is not distinct from $reported_cell)
    and (province_code is null or province_code = list_extract($provinces, place + 1)) as ordinary,
    place,
    day_1,
    day_2,
    day_3,
    day_4,
    day_5
from reached_5
