-- Rows that speak of one day of a reporting unit, as a macro: what the checks of amounts, defects and samples share.
--
-- It takes the first day of the campaign and the last that can have been reported, and gives `cells` with the unit, the
-- day and the day of the report as they were read, what is wrong with the row or its unit (`unit_fault`) and with its
-- days (`day_fault`). Made once `cells` is there.
create or replace temp macro unit_rows(first_on, last_on) as table
    select
        cells.*,
        unit_spellings.unit_code as known_unit,
        unit_spellings.repaired,
        day_of(cells.date) as known_date,
        day_of(cells.reported_on) as known_reported_on,
        coalesce(
            cells.fault,
            unit_fault(
                'unit_code',
                cells.unit_code,
                unit_spellings.unit_code,
                unit_spellings.reports,
                unit_spellings.within,
                cells.province_code
            )
        ) as unit_fault,
        coalesce(
            maybe_day_fault('reported_on', cells.reported_on, first_on, last_on),
            day_fault('date', cells.date, first_on, coalesce(day_of(cells.reported_on), cast(last_on as date))),
            life_fault(
                'unit_code',
                day_of(cells.date),
                unit_spellings.opens_on,
                unit_spellings.ends_on,
                unit_spellings.predecessors,
                unit_spellings.successors
            )
        ) as day_fault
    from cells
    left join unit_spellings on cells.unit_code = unit_spellings.cell;
