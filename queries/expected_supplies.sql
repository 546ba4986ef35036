-- What is expected to come of each supply, and what was expected and has not come.
--
-- grain    one row per store of the unit or of one below it, supply and day, by day
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en supply supply_vi supply_en arrives_on items came_items missing_items arrival
--          reported_on
--
-- supply  supply id
-- items   what is to come on that day, as it was told last
select
    expectations.unit_code,
    units.name_vi,
    units.name_en,
    expectations.supply,
    kinds.label_vi as supply_vi,
    kinds.label_en as supply_en,
    expectations.arrives_on,
    expectations.items,
    expectations.came as came_items,
    expectations.missing_items,
    expectations.arrival,
    expectations.reported_on
from expectations($as_of) as expectations
inner join lineage on expectations.unit_code = lineage.unit_code
inner join units on expectations.unit_code = units.unit_code
inner join supply_kinds as kinds on expectations.supply = kinds.supply
where
    lineage.ancestor_code = $unit
    and ($units is null or (list_contains($units, $unit) and list_contains($units, expectations.unit_code)))
order by expectations.arrives_on, kinds.position, expectations.unit_code;
