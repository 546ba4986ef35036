-- What the gate knows besides what is served: what this run has taken in before, and the shape of what a delivery may
-- lack. `known_reports`, `known_counts`, `known_spans` and `known_days` are made of both.
create table passed (unit_code varchar, measure varchar, date date, form varchar, value bigint, moment bigint);
create table passed_days (reported_on date);
create table passed_spans (
    delivery_id varchar, kind varchar, unit_code varchar, first_on date, last_on date, moment bigint
);
create table known_ids (delivery_id varchar, key ubigint, one_in bigint, unit_code varchar, days date[]);

create view no_reports as
select
    unit_code,
    measure,
    date,
    form,
    value
from passed
where false;

create view no_covers as
select
    unit_code,
    measure,
    date as first_on,
    date as last_on
from passed
where false;

create view no_quarantine as
select cast(null as varchar) as rule
where false;
