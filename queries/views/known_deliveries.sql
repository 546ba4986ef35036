-- The deliveries of which anything was known on a day, each with the latest day it speaks for by then. A file that is
-- held or refused waits for somebody, whatever day one looks from.
--
-- grain    one row per file
-- param    $as_of         date       what was reported until this day
-- columns  delivery_id file kind source simulated reported_on received_at state message lines accepted quarantined
--
-- kind         contract
-- simulated    the file says that it is simulated
-- reported_on  latest day on which any of it was said; null when nothing of it was taken
-- received_at  by the campaign's clocks
-- state        accepted | accepted with quarantine | held | refused | failed | withdrawn
-- lines        physical lines, the header included
with said as (
    select
        delivery_id,
        min(reported_on) as first_on
    from reports
    group by delivery_id
)

select
    deliveries.delivery_id,
    deliveries.file,
    deliveries.kind,
    deliveries.source,
    deliveries.simulated,
    case
        when deliveries.reported_on > $as_of then $as_of
        else deliveries.reported_on
    end::date as reported_on,
    timezone(publication.time_zone, timezone('UTC', deliveries.received_at)) as received_at,
    deliveries.state,
    deliveries.message,
    deliveries.lines,
    deliveries.accepted,
    deliveries.quarantined
from deliveries
cross join publication() as publication
left join said on deliveries.delivery_id = said.delivery_id
where coalesce(said.first_on, deliveries.reported_on, $as_of) <= $as_of
