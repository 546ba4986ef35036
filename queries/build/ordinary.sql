-- Rows of a record-level delivery that a reader could type: whether each is ordinary, and where it counts.
--
-- An ordinary row breaks no rule, as far as one row can; any other is looked at again by records.sql. Whether its days
-- come in the order of the chain is written out for the chain's stages (campaign/ingest/stages.py).
--
-- grain    one row per row of the file that could be typed, in its order
-- param    $until          date       last day that can have been reported
-- param    $provinces      varchar[]  the province of each unit, by its number
-- param    $opens          date[]     the first day of each unit; null where none begins or ends
-- param    $ends           date[]     the last day of each unit
-- param    $source         varchar    source of the first row
-- param    $reported_cell  varchar    day of the report in the first row
-- column   line            bigint     line of the row, null when its place in the answer says it
-- column   unit_number     usmallint  number of the unit's code among those that report
-- column   day_1           date       day of the first stage; and so on, for every stage of the chain
-- column   key             ubigint    hash of the id
-- column   ordinary        boolean    whether it breaks no rule
select
    * exclude (id, unit_cell, source, reported_on, province_code, in_order, first_day, last_day),
    hash(trim(id)) as key,
    trim(id) <> ''
    and unit_cell is not null -- without a use of its own a cell that is cast stops the read (duckdb 23818)
    and unit_number is not null
    and in_order
    and last_day <= $until
    and ($opens is null or first_day >= list_extract(cast($opens as date[]), unit_number + 1))
    and ($ends is null or last_day <= list_extract(cast($ends as date[]), unit_number + 1))
    and (source is not distinct from $source)
    and (reported_on is not distinct from $reported_cell)
    and (province_code is null or province_code = list_extract($provinces, unit_number + 1)) as ordinary
from typed_rows
