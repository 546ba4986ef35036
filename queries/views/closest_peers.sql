-- The units most like one unit, of those that may be shown: whom it is fairly compared with.
--
-- grain    the unit itself, then at most seven others of its level, the most alike first
-- param    $as_of             date       targets issued until this day
-- param    $chosen            varchar[]  unit codes that may be shown; null means all
-- param    $one               varchar    unit code
-- param    $which             varchar    measure id
-- column   unit_code          varchar    unit code
-- column   size_difference    double     size ratio as a power of two, 0 is the same size
-- column   kind_difference    double     share of residents in another kind of unit, 0 to 1
-- column   region_difference  integer    1 in another region
-- column   difference         double     their sum
select *
from peer_differences($as_of, $one, $which)
where $chosen is null or list_contains($chosen, unit_code)
order by unit_code = $one desc, difference asc, unit_code asc
limit 8
