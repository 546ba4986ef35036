-- Makes the tables of a snapshot that are filled after it is served: the forecast, and where all units stand.
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
create table snapshot.forecast_stops (
    unit_code varchar,
    measure varchar,
    supply varchar,
    as_of date,
    until date,
    p_stop double,
    stops_on date,
    short double
);
create table snapshot.forecast_causes (
    unit_code varchar,
    measure varchar,
    as_of date,
    position bigint,
    cause varchar,
    moved_days bigint,
    moved_items bigint
);
create table snapshot.standings (
    unit_code varchar,
    measure varchar,
    project varchar,
    position bigint,
    target bigint,
    deadline date,
    issued_on date,
    full_until date,
    rate_7d double,
    total bigint,
    remaining bigint,
    completion double,
    earned_on date,
    planned double,
    state varchar,
    reached_on date,
    best_rate_7d double,
    earned_days double,
    days_ahead double,
    spi_t double,
    required_by date,
    required_rate double,
    past_due boolean,
    waiting bigint,
    as_of date,
    required_to_best double,
    projected_on date,
    backlog_days double
);
