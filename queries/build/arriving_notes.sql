-- Notes of a delivery, with the day on which each counts as said: its last one when the file does not say.
--
-- grain    one row per note
-- param    $delivery_id  varchar    the delivery
-- column   note_id       varchar    null: only notes written on a page can be taken back one by one
-- column   unit_code     varchar    unit whose days it is about
-- column   measure       varchar    measure it is about, null when it is about all
-- column   first_on      date       first day
-- column   last_on       date       last day
-- column   note          varchar    what happened
-- column   written_by    varchar    who wrote it, null when the file does not say
-- column   written_at    timestamp  null: when the delivery came
-- column   delivery_id   varchar    the delivery
-- column   reported_on   date       day on which it was said
select
    null::varchar as note_id,
    unit_code,
    measure,
    first_on,
    last_on,
    note,
    written_by,
    null::timestamp as written_at,
    cast($delivery_id as varchar) as delivery_id,
    coalesce(reported_on, last_on) as reported_on
from arriving
