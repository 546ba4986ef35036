-- What happened in a unit, above it or anywhere below it that may explain a change of pace.
--
-- grain    one row per event, oldest first
-- params   $units $unit $as_of
-- columns  first_on last_on unit_code kind label_vi label_en
--
-- $as_of     events that began until this day
-- unit_code  unit it concerns
-- kind       kind of event
select distinct
    events.first_on,
    events.last_on,
    events.unit_code,
    events.kind,
    events.label_vi,
    events.label_en
from events
inner join lineage
    on
        (lineage.unit_code = $unit and events.unit_code = lineage.ancestor_code)
        or (lineage.ancestor_code = $unit and events.unit_code = lineage.unit_code)
where events.first_on <= $as_of and ($units is null or list_contains($units, events.unit_code))
order by events.first_on, events.unit_code, events.kind;
