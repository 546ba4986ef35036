-- Rows that speak of one day of a reporting unit, as a macro: what the checks of amounts, defects and samples share.
--
-- It takes the first day of the campaign and the last that can have been reported, and gives `cells` with the unit, the
-- day and the day of the report as they were read, what is wrong with the row or its unit (`unit_fault`) and with its
-- days (`day_fault`). Made once `cells` is there. A day is read once: a macro stands as often in a plan as it is named,
-- and a small file takes less than its plan.
create or replace temp macro unit_rows(first_on, last_on) as table
    with days as (
        select
            *,
            day_of(date) as known_date,
            day_of(reported_on) as known_reported_on
        from cells
    )

    select
        cells.*,
        unit_spellings.unit_code as known_unit,
        unit_spellings.repaired,
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
            read_day_fault('reported_on', cells.reported_on, cells.known_reported_on, first_on, last_on),
            missing_fault('date', cells.date),
            read_day_fault(
                'date',
                cells.date,
                cells.known_date,
                first_on,
                coalesce(cells.known_reported_on, cast(last_on as date))
            ),
            life_fault(
                'unit_code',
                cells.known_date,
                unit_spellings.opens_on,
                unit_spellings.ends_on,
                unit_spellings.predecessors,
                unit_spellings.successors
            )
        ) as day_fault
    from days as cells
    left join unit_spellings on cells.unit_code = unit_spellings.cell;
