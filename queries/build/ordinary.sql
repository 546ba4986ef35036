-- Rows of a record-level delivery that a reader could type, packed: whether each is ordinary, and where it counts.
--
-- An ordinary row breaks no rule, as far as one row can; any other is looked at again by records.sql.
-- A stage's cell is (days since the campaign's start + 1) × places + place, 0 when the stage has no day.
--
-- grain    one row per row of the file that could be typed, in its order
-- param    $first       date       first day of the campaign
-- param    $until       date       last day that can have been reported
-- param    $places      bigint     number of places
-- param    $provinces   varchar[]  the province in which each place lies
-- param    $source      varchar    source of the first row
-- param    $reported    varchar    day of the report in the first row
-- column   key          ubigint    hash of the id
-- column   ordinary     boolean    whether it breaks no rule
-- column   cell_1       bigint     cell of the first stage; and so on
-- column   cell_2       bigint     cell of the second stage
-- column   cell_3       bigint     cell of the third stage
-- column   cell_4       bigint     cell of the fourth stage
-- column   cell_5       bigint     cell of the fifth stage
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
    hash(trim(id)) as key,
    id is not null
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
    coalesce((day_1 - $first + 1) * $places + place, 0) as cell_1,
    coalesce((day_2 - $first + 1) * $places + place, 0) as cell_2,
    coalesce((day_3 - $first + 1) * $places + place, 0) as cell_3,
    coalesce((day_4 - $first + 1) * $places + place, 0) as cell_4,
    coalesce((day_5 - $first + 1) * $places + place, 0) as cell_5
from reached_5
