-- Lines put aside, one by one, with the unit right below the root if all of the file is about it.
--
-- grain    one row per line of a file, the newest report first, of the newest files until there are ten thousand
-- params   $units $as_of
-- columns  file name_vi name_en line rule column snippet reported_on delivery_id
--
-- $units       unit codes the reader may see; null means all; files that speak of no other
-- reported_on  latest day on which any of the file was said, until as_of
with
spoken_of as (
    select
        reports.delivery_id,
        bool_and($units is null or list_contains($units, reports.unit_code)) as own,
        any_value(above.unit_code) as unit_code,
        count(distinct above.unit_code) as units
    from (
        select distinct
            delivery_id,
            unit_code
        from reports
    ) as reports
    inner join lineage on reports.unit_code = lineage.unit_code
    inner join units as above on lineage.ancestor_code = above.unit_code and above.depth = 1
    group by reports.delivery_id
)

select
    known_deliveries.file,
    units.name_vi,
    units.name_en,
    quarantine.line,
    quarantine.rule,
    quarantine.column,
    quarantine.snippet,
    known_deliveries.reported_on,
    quarantine.delivery_id
from quarantine
inner join known_deliveries($as_of) as known_deliveries on quarantine.delivery_id = known_deliveries.delivery_id
left join spoken_of on quarantine.delivery_id = spoken_of.delivery_id
left join units on spoken_of.unit_code = units.unit_code and spoken_of.units = 1
where $units is null or spoken_of.own
order by known_deliveries.reported_on desc, known_deliveries.file asc, quarantine.line asc
limit 10000;
