-- What was answered to the orders to a unit and to those below it.
--
-- grain    one row per answer, the latest first
-- params   $units $unit $own $as_of
-- columns  order_id unit_code answered_on answered_at answered_by answer
--
-- $unit      answers to orders to this unit or to one below it; those to owners of connections are the root's
-- $own       a reader who answers for one unit sees those of orders to that one and to those below it
-- unit_code  unit the order was given to; null where it was given to an owner of connections
select
    order_answers.order_id,
    seen.unit_code,
    order_answers.answered_on,
    timezone(publication.time_zone, timezone('UTC', order_answers.answered_at)) as answered_at,
    order_answers.answered_by,
    order_answers.answer
from order_answers
inner join orders_seen($as_of, $unit, $units, $own) as seen on order_answers.order_id = seen.order_id
cross join publication() as publication
where order_answers.answered_on <= $as_of
order by order_answers.answered_at desc, order_answers.order_id asc;
