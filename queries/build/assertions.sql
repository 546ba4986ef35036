-- What was said of the slices in hand, and in which order, as macros.

-- Place in the order in which assertions are taken: by the day they were reported and, within a day, of arrival.
create or replace temp macro moment_of(reported_on, version) as
(reported_on - date '1970-01-01') * 1_000_000_000 + version;

-- Assertions of one form, count or total, each at its moment. Made once `slices` is there.
create or replace temp macro assertions(asked) as table
    select
        delivery_id,
        reported_on,
        unit_code,
        measure,
        date,
        value,
        moment_of(reported_on, version) as moment
    from reports
    semi join slices using (measure, date)
    where form = asked;
