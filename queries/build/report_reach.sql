-- Up to which day each unit had told, by day of the report.
--
-- grain    one row per reporting unit and day of the report
-- column   unit_code    varchar  reporting unit
-- column   reported_on  date     day on which it was said
-- column   date         date     latest day that it reached
with
told as (
    select
        unit_code,
        reported_on,
        date
    from reports
    union all
    select
        unit_code,
        reported_on,
        least(last_on, reported_on) as date
    from covers
)

select
    unit_code,
    reported_on,
    max(date) as date
from told
group by unit_code, reported_on
order by unit_code, reported_on
