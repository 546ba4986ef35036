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
select *
from placed($as_of, (select list(unit_code) from children($units, $unit)), $measure)
order by days_ahead asc nulls last, unit_code asc;
