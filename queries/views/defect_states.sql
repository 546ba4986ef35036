-- How many defects were open, and had ever been found, in each unit on each day on which anybody reported on defects.
-- A unit that says nothing on such a day still has what it had when it last said something.
--
-- grain    one row per reporting unit, class and day on which any of the chosen units reported, from the unit's first
-- param    $as_of        date       what was reported until this day
-- param    $chosen       varchar[]  codes of reporting units
-- columns  unit_code defect date told_on open found
--
-- unit_code  reporting unit
with said as (
    select
        defects.unit_code,
        defects.defect,
        defects.date,
        defects.open,
        defects.found
    from defects
    inner join deliveries on defects.delivery_id = deliveries.delivery_id
    where defects.reported_on <= $as_of and defects.date <= $as_of and defects.unit_code in (select unnest($chosen))
    qualify
        row_number() over (
            partition by defects.unit_code, defects.defect, defects.date
            order by defects.reported_on desc, deliveries.received_at desc
        ) = 1
),

days as (
    select distinct date from said
),

cells as (
    select
        firsts.unit_code,
        firsts.defect,
        days.date
    from (
        select
            unit_code,
            defect,
            min(date) as first_on
        from said
        group by unit_code, defect
    ) as firsts
    inner join days on days.date >= firsts.first_on
)

select
    cells.unit_code,
    cells.defect,
    cells.date,
    said.date as told_on,
    said.open,
    said.found
from cells
asof inner join said
    on cells.unit_code = said.unit_code and cells.defect = said.defect and cells.date >= said.date
