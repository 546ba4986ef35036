-- How many of each resource lie with each unit itself, as known on a day: of a unit and day what was told last.
--
-- grain    one row per unit, resource and day on which it was told
-- param    $as_of        date       what was told until this day
-- param    $chosen       varchar[]  unit codes asked for
-- columns  unit_code resource date until_on number number_before communes communes_all
--
-- date           day from which on there are so many
-- until_on       day before the next one told, the day asked for where none follows
-- number_before  number that was told before; null of the first
with said as (
    select
        resources.unit_code,
        resources.resource,
        resources.date,
        arg_max(
            struct_pack(
                number := resources.number,
                communes := resources.communes,
                communes_all := resources.communes_all
            ),
            (resources.reported_on, deliveries.received_at)
        ) as told
    from resources
    inner join deliveries on resources.delivery_id = deliveries.delivery_id
    where
        resources.reported_on <= $as_of
        and resources.date <= $as_of
        and resources.unit_code in (select unnest($chosen))
    group by resources.unit_code, resources.resource, resources.date
)

select
    said.unit_code,
    said.resource,
    said.date,
    coalesce(lead(said.date) over series - 1, $as_of)::date as until_on,
    said.told.number,
    lag(said.told.number) over series as number_before,
    said.told.communes,
    said.told.communes_all
from said
window series as (partition by said.unit_code, said.resource order by said.date)
