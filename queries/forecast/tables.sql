-- Makes the tables of a snapshot that the forecast fills.
create table snapshot.forecast (
    unit_code varchar,
    measure varchar,
    as_of date,
    target bigint,
    deadline date,
    p_by_deadline double,
    median_completion date,
    expected_shortfall double,
    expected_lack double,
    expected_surplus double,
    guard varchar
);
create table snapshot.forecast_quantiles (
    unit_code varchar,
    measure varchar,
    as_of date,
    date date,
    q025 bigint,
    q10 bigint,
    q25 bigint,
    q50 bigint,
    q75 bigint,
    q90 bigint,
    q975 bigint
);
