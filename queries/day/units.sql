-- The units on a day: one that has ended, or is not there yet, has no unit above it and is not expected to report. It
-- is still found by its code.
--
-- grain    one row per unit
-- param    $as_of             date       the day
-- columns  unit_code level depth parent_code name_vi name_en region kind population eligible reports valid_from
--          valid_to
select
    * exclude (there)
    replace (
        case when there then parent_code end as parent_code,
        reports and there as reports
    )
from (
    select
        *,
        $as_of between coalesce(valid_from, $as_of) and coalesce(valid_to, $as_of) as there
    from snapshot.main.units
) as known
