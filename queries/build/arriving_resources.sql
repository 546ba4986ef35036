-- Resources of a delivery, with the day on which each counts as said: its own day when that is new.
--
-- grain    one row per unit, resource and day
-- param    $delivery_id  varchar  the delivery
-- param    $latest       date     latest day known, of reports and of the delivery's own rows
-- column   date          date     day from which on there are so many
-- column   unit_code     varchar  unit with which they lie
-- column   resource      varchar  kind of resources
-- column   number        bigint   how many of them lie with the unit itself
-- column   communes      bigint   communes of the unit that they reach, null when the file does not say
-- column   communes_all  bigint   communes that the unit has, null when the file does not say
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
select
    arriving.date,
    arriving.unit_code,
    arriving.resource,
    arriving.number,
    arriving.communes,
    arriving.communes_all,
    cast($delivery_id as varchar) as delivery_id,
    said_on(
        arriving.reported_on,
        exists (
            select 1 from resources
            where
                resources.unit_code = arriving.unit_code
                and resources.resource = arriving.resource
                and resources.date = arriving.date
        ),
        arriving.date,
        $latest
    ) as reported_on
from arriving
