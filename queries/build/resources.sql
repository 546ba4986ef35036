-- Rows of a `resources` delivery, each with the first rule it breaks.
--
-- grain    one row per row of the file
-- param    $first        date     first day of the campaign
-- param    $last         date     last day that can have been reported, for rows that do not say
-- column   line          bigint   physical line, the header being 1
-- column   lines         integer  physical lines of the record
-- column   broken        struct   the rule it breaks, null when accepted
-- column   repaired      boolean  whether the unit's code had lost its leading zeros
-- column   date          date     day from which on there are so many
-- column   unit_code     varchar  unit of any level with which they lie
-- column   resource      varchar  kind of resources
-- column   number        bigint   how many of them lie with the unit itself
-- column   communes      bigint   communes of the unit that they reach, null when the row does not say
-- column   communes_all  bigint   communes that the unit has, null when the row does not say
-- column   reported_on   date     day on which it was said, null when the row does not say
with
checked as (
    select
        rows.*,
        resource_names.id as known_resource,
        coalesce(
            -- Machines and lines lie with units of every level, not only with those that report.
            case when rows.unit_fault.rule is distinct from 'not_reporting_unit' then rows.unit_fault end,
            missing_fault('resource', rows.resource),
            case when resource_names.id is null then broken('unknown_resource', 'resource', rows.resource) end,
            rows.day_fault,
            count_fault('number', rows.number),
            case when rows.communes is not null then count_fault('communes', rows.communes) end,
            case when rows.communes_all is not null then count_fault('communes_all', rows.communes_all) end,
            case
                when whole_of(rows.communes) > whole_of(rows.communes_all)
                    then broken('more_than_communes', 'communes', rows.communes)
            end
        ) as broken
    from unit_rows($first, $last) as rows
    left join resource_names on normalised(rows.resource) = resource_names.name
),

typed as (
    select
        line,
        lines,
        broken,
        repaired,
        known_date as date,
        known_unit as unit_code,
        known_resource as resource,
        whole_of(number) as number,
        whole_of(communes) as communes,
        whole_of(communes_all) as communes_all,
        known_reported_on as reported_on
    from checked
)

select
    * replace (
        unless_twice(broken, line, (unit_code, resource, date, reported_on), 'duplicate_row', 'unit_code') as broken
    )
from typed
