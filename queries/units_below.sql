-- Where the units directly below a unit stand in one measure.
--
-- grain    one row per unit below, most behind first, those without a target last
-- param    $units            varchar[]  unit codes the reader may see; null means all
-- param    $unit             varchar    unit code of the unit above
-- param    $measure          varchar    measure id
-- param    $as_of            date       what was reported until this day
-- column   unit_code         varchar    unit code
-- column   name_vi           varchar    name in Vietnamese
-- column   name_en           varchar    name in English
-- column   total             bigint     items until as_of
-- column   target            bigint     items, the target in force
-- column   completion        double     total ÷ target
-- column   days_ahead        double     days, earned schedule: ahead above 0, behind below
-- column   rate_7d           double     items a day, last 7 full days
-- column   required_rate     double     items a day until the deadline
-- column   required_to_best  double     required rate ÷ best 7 days ever
-- column   full_until        date       last full day
-- column   units_silent      bigint     reporting units below that have gone silent
-- column   state             varchar    complete | behind | ahead | silent | no_target
with below as (
    select
        unit_code,
        name_vi,
        name_en
    from units
    where parent_code = $unit and ($units is null or list_contains($units, unit_code))
),

codes as (
    select list(unit_code) as listed from below
)

select
    below.unit_code,
    below.name_vi,
    below.name_en,
    standing.total,
    standing.target,
    standing.completion,
    standing.days_ahead,
    standing.rate_7d,
    standing.required_rate,
    standing.required_to_best,
    standing.full_until,
    coalesce(full_days.units_silent, 0) as units_silent,
    case
        when coalesce(standing.target, 0) = 0 then 'no_target'
        when full_days.units_silent = full_days.units_expected then 'silent'
        when standing.remaining = 0 then 'complete'
        when standing.days_ahead < 0 then 'behind'
        else 'ahead'
    end as state
from below
inner join standing($as_of, (select codes.listed from codes), $measure) as standing
    on below.unit_code = standing.unit_code
left join full_days($as_of) as full_days on below.unit_code = full_days.unit_code
order by standing.days_ahead asc nulls last, below.unit_code asc;
