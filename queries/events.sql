-- What happened in a unit, above it or anywhere below it that may explain a change of pace.
--
-- grain    one row per event, oldest first
-- param    $units     varchar[]  unit codes the reader may see; null means all
-- param    $unit      varchar    unit code
-- param    $as_of     date       that began until this day
-- column   first_on   date       first day
-- column   last_on    date       last day
-- column   unit_code  varchar    unit it concerns
-- column   kind       varchar    kind of event
-- column   label_vi   varchar    what happened, in Vietnamese
-- column   label_en   varchar    what happened, in English
select distinct
    events.first_on,
    events.last_on,
    events.unit_code,
    events.kind,
    events.label_vi,
    events.label_en
from events
inner join lineage() as lineage
    on
        (lineage.unit_code = $unit and events.unit_code = lineage.ancestor_code)
        or (lineage.ancestor_code = $unit and events.unit_code = lineage.unit_code)
where events.first_on <= $as_of and ($units is null or list_contains($units, events.unit_code))
order by events.first_on, events.unit_code, events.kind;
