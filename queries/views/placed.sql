-- Where chosen units stand in one measure, with their names and what to call it.
--
-- grain    one row per chosen unit
-- param    $as_of            date       what was reported until this day
-- param    $chosen           varchar[]  unit codes asked for
-- param    $which            varchar    measure id
-- column   unit_code         varchar    unit code
-- column   name_vi           varchar    name in Vietnamese
-- column   name_en           varchar    name in English
-- column   region            varchar    region id, if the campaign has regions
-- column   eligible          bigint     residents whom the campaign is for, if known
-- column   total             bigint     items until as_of
-- column   target            bigint     items, the target in force
-- column   completion        double     total ÷ target
-- column   remaining         bigint     items missing from the target on the last full day, 0 once it is reached
-- column   deadline          date       of the target
-- column   days_ahead        double     days, earned schedule: ahead above 0, behind below
-- column   rate_7d           double     items a day, last 7 full days
-- column   rate_per_1000     double     rate_7d for every 1,000 eligible residents
-- column   required_rate     double     items a day until the deadline
-- column   required_to_best  double     required rate ÷ best 7 days ever
-- column   full_until        date       last full day
-- column   units_silent      bigint     reporting units below that have gone silent
-- column   state             varchar    complete | behind | ahead | silent | no_target
select
    standing.unit_code,
    units.name_vi,
    units.name_en,
    units.region,
    units.eligible,
    standing.total,
    standing.target,
    standing.completion,
    standing.remaining,
    standing.deadline,
    standing.days_ahead,
    standing.rate_7d,
    1000 * standing.rate_7d / nullif(units.eligible, 0) as rate_per_1000,
    standing.required_rate,
    standing.required_to_best,
    standing.full_until,
    coalesce(last_full_days.units_silent, 0) as units_silent,
    case
        when coalesce(standing.target, 0) = 0 then 'no_target'
        when last_full_days.units_silent = last_full_days.units_expected then 'silent'
        when standing.remaining = 0 then 'complete'
        when standing.days_ahead < 0 then 'behind'
        else 'ahead'
    end as state
from standing($as_of, $chosen, $which) as standing
inner join units on standing.unit_code = units.unit_code
left join last_full_days($as_of) as last_full_days on standing.unit_code = last_full_days.unit_code
