-- Figures beside which the sum of units is put, as known on a day: those that somebody published, which the campaign's
-- own file has, and those of extracts, as they were told last.
--
-- grain    one row per unit, measure, day, value and source
-- param    $as_of    date       what was said until this day
-- param    $chosen   varchar[]  unit codes the reader may see; null means all
-- param    $which    varchar    unit the reader answers for: what was sent is seen of it and of those below it; null
--                               means all
-- columns  date unit_code measure value qualifier source_title
--
-- source_title  publication; of an extract what it says of its source, else the file
with
told as (
    select
        controls.date,
        controls.unit_code,
        controls.measure,
        controls.published as value,
        null::varchar as qualifier,
        coalesce(controls.source, deliveries.file) as source_title
    from controls
    inner join deliveries on controls.delivery_id = deliveries.delivery_id
    where
        controls.reported_on <= $as_of
        and case
            when $which is null then $chosen is null
            else exists (
                select 1 from lineage as up
                where up.unit_code = controls.unit_code and up.ancestor_code = $which
            )
        end
    qualify
        row_number() over (
            partition by controls.unit_code, controls.measure, controls.date, controls.source
            order by controls.reported_on desc, deliveries.received_at desc
        ) = 1
)

select
    date,
    unit_code,
    measure,
    value,
    qualifier,
    source_title
from milestones
where date <= $as_of and ($chosen is null or list_contains($chosen, unit_code))
union all
select * from told
where date <= $as_of and ($chosen is null or list_contains($chosen, unit_code))
