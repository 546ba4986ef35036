-- The orders to a unit and to those below it: what was asked for, and how far the figures say it has come.
--
-- grain    one row per order: those to the reader's own unit first, then what is overdue, beyond reach, late, on
--          course, not counted, done, withdrawn; of one state what is due first
-- params   $units $unit $own $as_of
-- columns  order_id unit_code name_vi name_en owner measure instruction given_on given_by goal due_on proposal
--          order_state total goal_left needed_rate rate_7d best_rate_7d expected_on done_on withdrawn_on judged_on
--          judged_total given_total chance chance_so
--
-- $unit        orders to this unit or to one below it; those to owners of connections are the root's
-- $own         a reader who answers for one unit sees the orders to that one and to those below it
-- unit_code    unit it was given to; null where it was given to an owner of connections
-- measure      measure of the goal, of an owner's a kind of connections; null without a goal
-- total        items until the day looked at; of an owner items connected
-- expected_on  day on which the present pace has the goal
with seen as (
    select * from orders_seen($as_of, $unit, $units, $own)
),

asked as (
    select distinct
        unit_code,
        measure
    from seen
    where unit_code is not null and measure is not null
),

days as (
    select daily.*
    from daily($as_of, (select list(distinct seen.unit_code) from seen), null) as daily
    semi join asked using (unit_code, measure)
),

judged as (
    select
        seen.order_id,
        seen.unit_code,
        seen.measure,
        seen.goal,
        seen.given_on,
        least((least(last_full_days.full_until, seen.due_on, seen.withdrawn_on) - seen.given_on) // 7, 2) as weeks,
        case when weeks > 0 then seen.given_on + (7 * weeks)::integer end as judged_on
    from seen
    left join last_full_days on seen.unit_code = last_full_days.unit_code
),

course as (
    select
        judged.order_id,
        judged.judged_on,
        case
            when judged.judged_on is not null
                then coalesce(max_by(days.total, days.date) filter (days.date <= judged.judged_on), 0)
        end::bigint as judged_total,
        coalesce(max_by(days.total, days.date) filter (days.date <= judged.given_on), 0)::bigint as given_total,
        case
            when min(days.total) >= judged.goal then min(days.date)
            else arg_max_null(days.next_on, days.date) filter (days.total < judged.goal)
        end as done_on
    from judged
    inner join asked on judged.unit_code = asked.unit_code and judged.measure = asked.measure
    left join days on judged.unit_code = days.unit_code and judged.measure = days.measure
    group by judged.order_id, judged.judged_on, judged.goal, judged.given_on
),

best as (
    select
        days.unit_code,
        days.measure,
        max(days.week) filter (days.date <= last_full_days.full_until) / 7.0 as week
    from days
    left join last_full_days on days.unit_code = last_full_days.unit_code
    group by days.unit_code, days.measure
),

paces as (
    select
        asked.unit_code,
        asked.measure,
        last_full_days.full_until,
        coalesce(totals.total, 0) as total,
        coalesce(totals.total_full, 0) as total_full,
        rates.rate_7d,
        greatest(best.week, rates.rate_7d) as best_rate_7d
    from asked
    left join totals on asked.unit_code = totals.unit_code and asked.measure = totals.measure
    left join rates on asked.unit_code = rates.unit_code and asked.measure = rates.measure
    left join best on asked.unit_code = best.unit_code and asked.measure = best.measure
    left join last_full_days on asked.unit_code = last_full_days.unit_code
),

listed as (
    select *
    from services
    where reported_on <= $as_of
    qualify row_number() over (partition by service_id order by reported_on desc) = 1
),

connected as (
    select
        owner,
        kind as measure,
        count(*) filter (connected_on <= $as_of) as total
    from listed
    group by owner, kind
),

owners as (
    select
        owner,
        max(owner_en) as owner_en
    from listed
    group by owner
),

placed as (
    select
        seen.*,
        paces.rate_7d,
        paces.best_rate_7d,
        course.done_on,
        course.judged_on,
        course.judged_total,
        course.given_total,
        case when seen.measure is not null then coalesce(paces.total, connected.total, 0) end as total,
        case when seen.goal is not null then greatest(seen.goal - coalesce(paces.total, connected.total, 0), 0) end
            as goal_left,
        case when goal_left > 0 and seen.due_on > $as_of then goal_left / (seen.due_on - $as_of) end as needed_rate,
        case
            when goal_left > 0 and paces.rate_7d > 0 and (seen.goal - paces.total_full) / paces.rate_7d < 3650
                then greatest(
                    paces.full_until + ceil((seen.goal - paces.total_full) / paces.rate_7d)::integer, $as_of + 1
                )
        end as expected_on
    from seen
    left join paces on seen.unit_code = paces.unit_code and seen.measure = paces.measure
    left join connected on seen.unit_code is null and seen.owner = connected.owner and seen.measure = connected.measure
    left join course on seen.order_id = course.order_id
),

stated as (
    select
        *,
        case
            when withdrawn_on is not null then 'withdrawn'
            when goal_left = 0 then 'done'
            when due_on < $as_of then 'overdue'
            when goal is null or unit_code is null then 'open'
            when needed_rate > 2 * best_rate_7d then 'unreachable'
            when expected_on <= due_on + 1 then 'on_course'
            else 'late'
        end as order_state
    from placed
)

select
    stated.order_id,
    stated.unit_code,
    coalesce(units.name_vi, stated.owner) as name_vi,
    coalesce(units.name_en, owners.owner_en, stated.owner) as name_en,
    stated.owner,
    stated.measure,
    stated.instruction,
    stated.given_on,
    stated.given_by,
    stated.goal,
    stated.due_on,
    stated.proposal,
    stated.order_state,
    stated.total::bigint as total,
    stated.goal_left::bigint as goal_left,
    stated.needed_rate::double as needed_rate,
    stated.rate_7d,
    stated.best_rate_7d,
    stated.expected_on,
    case when stated.goal_left = 0 then stated.done_on end as done_on,
    stated.withdrawn_on,
    stated.judged_on,
    stated.judged_total,
    stated.given_total,
    stated.chance,
    stated.chance_so
from stated
left join units on stated.unit_code = units.unit_code
left join owners on stated.unit_code is null and stated.owner = owners.owner
order by
    coalesce(stated.unit_code = $own, false) desc,
    list_position(
        ['overdue', 'unreachable', 'late', 'on_course', 'open', 'done', 'withdrawn'], stated.order_state
    ) asc,
    stated.due_on asc,
    stated.order_id asc;
