-- On which day a row of a delivery counts as said, as a macro.

-- The day it names; its own day when what it speaks of is new, the latest day known when that was told before.
create or replace temp macro said_on(named, is_known, own, latest) as
coalesce(named, case when is_known then cast(latest as date) else own end);
