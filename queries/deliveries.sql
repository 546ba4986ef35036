-- Every file that was taken in, and what became of it.
--
-- grain    one row per file, the newest report first
-- params   $units $as_of
-- columns  delivery_id file kind source simulated reported_on received_at state message lines accepted quarantined
--
-- $units       unit codes the reader may see; null means all; files that speak of one of them
-- $as_of       the day asked for; null means whatever has come
-- kind         contract
-- simulated    the file says that it is simulated
-- reported_on  latest day on which any of it was said, until as_of
-- state        accepted | accepted with quarantine | held | refused | failed | withdrawn
-- lines        physical lines, the header included
select
    delivery_id,
    file,
    kind,
    source,
    simulated,
    reported_on,
    received_at,
    state,
    message,
    lines,
    accepted,
    quarantined
from known_deliveries(coalesce($as_of, date '9999-12-31'))
where
    $units is null
    or delivery_id in (
        select reports.delivery_id
        from reports
        where list_contains($units, reports.unit_code)
    )
order by reported_on desc, file asc;
