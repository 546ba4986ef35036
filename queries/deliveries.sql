-- Every file that was taken in, and what became of it.
--
-- grain    one row per file, the newest report first
-- param    $units        varchar[]  unit codes the reader may see; null means all; files that speak of one of them
-- param    $as_of        date       the day asked for; null means whatever has come
-- column   delivery_id   varchar    id
-- column   file          varchar    name it came under
-- column   kind          varchar    contract
-- column   source        varchar    who says it, by its own column
-- column   simulated     boolean    the file says that it is simulated
-- column   reported_on   date       latest day on which any of it was said, until as_of
-- column   received_at   timestamp  when it was taken in
-- column   state         varchar    accepted | accepted with quarantine | held | refused | failed
-- column   message       varchar    why, in a sentence
-- column   lines         bigint     physical lines, the header included
-- column   accepted      bigint     lines accepted
-- column   quarantined   bigint     lines put aside
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
