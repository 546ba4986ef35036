-- How whole items are shared out among the successors of a unit, as a macro.

-- The items between `low` and `high` of them all, 0 to 1. The parts of a day add up to its items whatever the shares;
-- where they are cut moves from day to day by the golden ratio, so that over many small days each gets its share.
create or replace temp macro part_of(items, day, low, high) as
case
    when low = 0 and high = 1 then items
    else sign(items) * (
        floor(abs(items) * high + (day - date '1970-01-01') * 0.6180339887498949 % 1)
        - floor(abs(items) * low + (day - date '1970-01-01') * 0.6180339887498949 % 1)
    )::bigint
end;
