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
        unnest(
            arg_max(
                struct_pack(
                    number := resources.number,
                    communes := resources.communes,
                    communes_all := resources.communes_all
                ),
                (resources.reported_on, deliveries.received_at)
            )
        )
    from resources
    inner join deliveries on resources.delivery_id = deliveries.delivery_id
    where
        resources.reported_on <= $as_of
        and resources.date <= $as_of
        and resources.unit_code in (select unnest($chosen))
    group by resources.unit_code, resources.resource, resources.date
)

select
    unit_code,
    resource,
    date,
    coalesce(lead(date) over told - 1, $as_of)::date as until_on,
    number,
    lag(number) over told as number_before,
    communes,
    communes_all
from said
window told as (partition by unit_code, resource order by date)
