-- Days whose day and month have changed places: put back, they lie close together, and other lines tell so.
--
-- A program with American settings takes 05/02/2021 for the 2nd of May and leaves 13/02/2021 as text.
--
-- grain    one row when it is so, else none
-- column   first_on      date    first day as the file tells it
-- column   last_on       date    last day as the file tells it
-- column   swapped_from  date    first day with day and month put back
-- column   swapped_to    date    last day
with
days as (
    select distinct
        date,
        case when day(date) <= 12 then make_date(year(date), day(date), month(date)) else date end as swapped
    from arriving
),

told as (
    select count(*) as lines from refused
    where rule in ('not_a_date', 'date_out_of_window')
),

spans as (
    select
        count_if(date <> swapped) as changed,
        count_if(day(date) > 12) as sure,
        any_value(told.lines) as misread,
        min(date) as first_on,
        max(date) as last_on,
        min(swapped) as swapped_from,
        max(swapped) as swapped_to
    from days
    cross join told
)

select
    first_on,
    last_on,
    swapped_from,
    swapped_to
from spans
where
    last_on - first_on > 31
    and (swapped_to - swapped_from) * 3 <= last_on - first_on
    -- Two signs at least, one of them a line that tells so.
    and changed > 0
    and sure + misread > 0
    and changed + misread >= 2
