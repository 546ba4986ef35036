-- Orders of a delivery, with the day on which each counts as said: its own when the file does not say.
--
-- grain    one row per order
-- param    $delivery_id  varchar  the delivery
-- column   order_id      varchar  the order
-- column   given_on      date     day on which it was given
-- column   unit_code     varchar  unit it was given to, null when it was given to an owner of connections
-- column   owner         varchar  that owner, null when it was given to a unit
-- column   measure       varchar  measure of the goal, null without one
-- column   goal          bigint   total to be reached, null without one
-- column   due_on        date     day by whose end it is to be done
-- column   instruction   varchar  what is to be done
-- column   proposal      varchar  null: a file follows no proposal
-- column   given_by      varchar  who gave it, null when the file does not say
-- column   withdrawn_on  date     day on which it was withdrawn, null when it was not
-- column   chance        double   null: nothing was worked out when it was given
-- column   chance_so     double   null, as chance
-- column   delivery_id   varchar  the delivery
-- column   reported_on   date     day on which it was said
select
    order_id,
    given_on,
    unit_code,
    owner,
    measure,
    goal,
    due_on,
    instruction,
    null::varchar as proposal,
    given_by,
    withdrawn_on,
    null::double as chance,
    null::double as chance_so,
    cast($delivery_id as varchar) as delivery_id,
    coalesce(reported_on, given_on) as reported_on
from arriving
