-- What the checks of amounts, defects and services ask of a cell beyond the rules, as a macro.

-- A cell that must be there.
create or replace temp macro missing_fault(place, cell) as
case when cell is null then broken('missing_value', place, null) end;
