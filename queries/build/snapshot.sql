-- Makes the tables of a new snapshot that deliveries fill.
create table deliveries (
    delivery_id varchar primary key,
    file varchar,
    kind varchar,
    source varchar,
    simulated boolean,
    reported_on date,
    received_at timestamp,
    sha256 varchar,
    period_from date,
    period_to date,
    state varchar,
    message varchar,
    lines bigint,
    accepted bigint,
    quarantined bigint
);
create table quarantine (delivery_id varchar, line bigint, rule varchar, "column" varchar, snippet varchar);
create table reports (
    delivery_id varchar,
    reported_on date,
    version bigint,
    unit_code varchar,
    measure varchar,
    date date,
    form varchar,
    value bigint
);
create table covers (
    delivery_id varchar,
    reported_on date,
    version bigint,
    unit_code varchar,
    measure varchar,
    first_on date,
    last_on date
);
create table passages (
    delivery_id varchar,
    reported_on date,
    unit_code varchar,
    measure varchar,
    received_on date,
    from_days usmallint,
    items integer[]
);
create table defects (
    date date,
    unit_code varchar,
    defect varchar,
    open bigint,
    found bigint,
    delivery_id varchar,
    reported_on date
);
create table verification (
    date date,
    unit_code varchar,
    sample_size bigint,
    defects_found bigint,
    delivery_id varchar,
    reported_on date
);
create table services (
    service_id varchar,
    name varchar,
    name_en varchar,
    kind varchar,
    owner varchar,
    owner_en varchar,
    unit_code varchar,
    planned_on date,
    ready_on date,
    tested_on date,
    connected_on date,
    route varchar,
    responsible varchar,
    responsible_en varchar,
    counterpart varchar,
    counterpart_en varchar,
    delivery_id varchar,
    reported_on date
);
create table orders (
    order_id varchar,
    given_on date,
    unit_code varchar,
    owner varchar,
    measure varchar,
    goal bigint,
    due_on date,
    instruction varchar,
    proposal varchar,
    given_by varchar,
    withdrawn_on date,
    chance double,
    chance_so double,
    delivery_id varchar,
    reported_on date
);
create table notes (
    note_id varchar,
    unit_code varchar,
    measure varchar,
    first_on date,
    last_on date,
    note varchar,
    written_by varchar,
    written_at timestamp,
    delivery_id varchar,
    reported_on date
);
create table controls (
    date date,
    unit_code varchar,
    measure varchar,
    published bigint,
    source varchar,
    delivery_id varchar,
    reported_on date
);
create table resources (
    date date,
    unit_code varchar,
    resource varchar,
    number bigint,
    communes bigint,
    communes_all bigint,
    delivery_id varchar,
    reported_on date
);
create table reasons (
    date date,
    unit_code varchar,
    reason varchar,
    persons bigint,
    delivery_id varchar,
    reported_on date
);
create table uptake (
    date date,
    service_id varchar,
    figure varchar,
    total bigint,
    delivery_id varchar,
    reported_on date
);
create table supplies (
    date date,
    unit_code varchar,
    supply varchar,
    in_hand bigint,
    delivered bigint,
    used bigint,
    delivery_id varchar,
    reported_on date
);
create table expected (
    expected_on date,
    unit_code varchar,
    supply varchar,
    items bigint,
    delivery_id varchar,
    reported_on date
);
