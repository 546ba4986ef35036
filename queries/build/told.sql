-- What deliveries say in one table of the snapshots `known` and `becoming`, as a macro: its rows of both with `side`,
-- and when the delivery came. Rows of no delivery, such as orders given on a page, are left out.
create or replace temp macro told(name) as table
    select
        'known' as side,
        said.*,
        deliveries.received_at
    from query_table('known.' || name) as said
    inner join known.deliveries using (delivery_id)
    union all by name
    select
        'becoming' as side,
        said.*,
        deliveries.received_at
    from query_table('becoming.' || name) as said
    inner join becoming.deliveries using (delivery_id);
