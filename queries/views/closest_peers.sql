-- The units most like one unit, of those that may be shown: whom it is fairly compared with.
--
-- grain    the unit itself, then at most seven others of its level, the most alike first
-- param    $chosen            varchar[]  unit codes that may be shown; null means all
-- param    $one               varchar    unit code
-- param    $which             varchar    measure id
-- columns  unit_code size_difference kind_difference region_difference difference
--
-- size_difference    size ratio as a power of two, 0 is the same size
-- kind_difference    share of residents in another kind of unit, 0 to 1
-- region_difference  1 in another region
-- difference         their sum
select * exclude (compared_code)
from peer_differences([$one], $which)
where $chosen is null or list_contains($chosen, unit_code)
order by unit_code = $one desc, difference asc, unit_code asc
limit 8
