-- Services of a delivery, with the day on which it counts as said: the latest known when it does not say.
--
-- grain    one row per service
-- param    $delivery_id  varchar  the delivery
-- param    $latest       date     latest day known, of reports and of the delivery's own rows
-- column   service_id    varchar  the service
-- column   name          varchar  its name
-- column   name_en       varchar  the same in English, null when the file does not say
-- column   kind          varchar  kind of connections
-- column   owner         varchar  who answers for it
-- column   owner_en      varchar  the same in English, null when the file does not say
-- column   unit_code     varchar  unit it belongs to, null when it belongs to none
-- column   planned_on    date     day planned for the connection
-- column   ready_on      date     day on which the owner's side was ready, null when it is not or the file does not say
-- column   tested_on     date     day on which it passed its tests
-- column   connected_on  date     day on which it was connected
-- column   route         varchar  id of the route over which it is connected, null when the file does not say
-- column   responsible   varchar  body that is responsible on the owner's side, null when the file does not say
-- column   responsible_en  varchar  the same in English
-- column   counterpart   varchar  body that is responsible on the other side, null when the file does not say
-- column   counterpart_en  varchar  the same in English
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
select
    * exclude (reported_on),
    cast($delivery_id as varchar) as delivery_id,
    coalesce(reported_on, cast($latest as date)) as reported_on
from arriving
