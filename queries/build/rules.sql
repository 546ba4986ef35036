-- What a cell may be: the rules that the checks of all contracts share, as macros.
--
-- A rule gives null, or {rule, column, cell, shown}: its id (campaign/words/rules.toml says it in words), the column
-- that breaks it, what stands there, and how much of that may be shown: masked | unit | whole. `snippet` is what is
-- written down of it. A macro stands in a plan as often as it is named, and each class of letters in a pattern takes
-- 4 ms to make ready: whatever needs one is asked there alone.

-- An instant as DuckDB and Spark read it, of 2021-06-04T17:00:00.000Z, 2021-06-04 17:00 UTC, +07, +0700 or +07:00; null
-- when it is none.
create or replace temp macro instant_of(cell) as
case
    when
        regexp_matches(
            upper(cell),
            '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3])(:[0-5][0-9]){1,2}([.][0-9]+)?'
            || ' ?(Z|UTC|GMT|[+-][01][0-9](:?[0-5][0-9])?)$'
        )
        then replace(replace(replace(replace(upper(cell), ' +', '+'), ' -', '-'), 'UTC', 'Z'), 'GMT', 'Z')
end;

-- Whether it is one as machines write it, 2021-06-04T17:00:00.000Z or +07:00, which a cast reads as it stands: to look
-- for every other spelling costs three times as much.
create or replace temp macro plain_instant(cell) as
(ends_with(cell, 'Z') or contains(cell, '+'))
and regexp_matches(
    cell,
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?:[01][0-9]|2[0-3])(?::[0-5][0-9]){1,2}(?:[.][0-9]+)?'
    || '(?:Z|[+][01][0-9](?::?[0-5][0-9])?)$'
);

-- The day in a cell: 2021-06-05, 2021-06-05 10:20:30 or 05/06/2021; null when it is none. An instant is the day that
-- it is in the campaign's zone, which is that of the connection; a time without a zone is that of a local clock.
create or replace temp macro day_of(cell) as
case
    when plain_instant(cell) then cast(try_cast(cell as timestamptz) as date)
    when contains(cell, ':') and regexp_matches(cell, ':[0-9. ]*[^0-9:. ]') and not regexp_matches(cell, ' [AaPp][Mm]$')
        then cast(try_cast(replace(instant_of(cell), ' Z', 'Z') as timestamptz) as date)
    else coalesce(try_cast(cell as date), cast(try_strptime(cell, ['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y']) as date))
end;

-- The whole number in a cell, 0 to 999,999,999,999: digits and nothing else, or as pandas writes it, 10.0; else null.
create or replace temp macro whole_of(cell) as
case when regexp_full_match(cell, '[0-9]{1,12}([.]0)?') then cast(regexp_replace(cell, '[.]0$', '') as bigint) end;

-- A cell without what it says: letters become x, digits 9, at most 40 of them.
create or replace temp macro masked(cell) as
regexp_replace(regexp_replace(left(cell, 40), '[\p{L}\p{M}]', 'x', 'g'), '\p{N}', '9', 'g');

-- A cell without what nobody sees: marks of no width and of direction go, control characters and odd spaces become one.
-- Word, Excel and XML refuse the former; line feeds and tabs stay.
create or replace temp macro clean(cell) as
trim(
    regexp_replace(
        regexp_replace(cell, '[\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2069}\x{FEFF}]', '', 'g'),
        '[\x{00}-\x{08}\x{0B}-\x{0C}\x{0E}-\x{1F}\x{7F}-\x{A0}\x{2028}\x{2029}\x{202F}\x{FFFE}\x{FFFF}]+',
        ' ',
        'g'
    )
);

create or replace temp macro broken(rule, column_name, cell) as
struct_pack(
    "rule" := cast(rule as varchar),
    "column" := cast(column_name as varchar),
    "cell" := cast(cell as varchar),
    "shown" := 'masked'
);

-- Whether a cell can but name a unit: a word of digits and letters with five digits at most, as codes are, or a name
-- that says of what kind of unit. In a file whose columns are shifted, a person's name or number stands there.
create or replace temp macro names_unit(cell) as
regexp_matches(lower(cell), '^[a-zà-ỹ._-]{0,4}[0-9]{1,5}[a-zà-ỹ._-]{0,4}$')
or regexp_matches(
    lower(cell),
    '^(thành phố|tp|thị xã|thị trấn|tx|quận|q[.]|huyện|h[.]|phường|xã|tỉnh|city|district|province|region) ?[^0-9]*$'
);

-- What is wrong with a unit's cell: shown as it stands where it can, for whoever sent it must see which nobody knows.
create or replace temp macro unit_broken(rule, column_name, cell) as
struct_pack(
    "rule" := cast(rule as varchar),
    "column" := cast(column_name as varchar),
    "cell" := cast(cell as varchar),
    "shown" := 'unit'
);

-- What is written down of the cell that breaks a rule.
create or replace temp macro snippet(cell, shown) as
case
    when shown = 'whole' then cell
    when shown = 'unit' and names_unit(cell) then left(cell, 40)
    else masked(cell)
end;

-- The unit of a row: known, one that reports, and below the province that the row names, if it does.
create or replace temp macro unit_fault(column_name, cell, known, reports, within, province) as
case
    when cell is null then broken('missing_value', column_name, null)
    when known is null then unit_broken('unknown_unit', column_name, cell)
    when not reports then unit_broken('not_reporting_unit', column_name, cell)
    when not list_contains(within, province) then unit_broken('unit_of_other_province', 'province_code', province)
end;

-- A day of a unit lies between its first and its last, or belongs to those before or after it: who they are is told
-- whole, since names and codes of units are nobody's secret.
create or replace temp macro life_fault(column_name, day, opens_on, ends_on, predecessors, successors) as
case
    when day > ends_on
        then struct_pack(
            "rule" := 'unit_ended', "column" := cast(column_name as varchar), "cell" := successors, "shown" := 'whole'
        )
    when day < opens_on
        then struct_pack(
            "rule" := 'unit_not_yet',
            "column" := cast(column_name as varchar),
            "cell" := predecessors,
            "shown" := 'whole'
        )
end;

-- The cell of a day, and that day as it was read; the cell may be missing.
create or replace temp macro read_day_fault(column_name, cell, day, first_on, last_on) as
case
    when cell is not null and day is null then broken('not_a_date', column_name, cell)
    when day not between first_on and last_on then broken('date_out_of_window', column_name, cell)
end;

-- A day that must be there: a day of the calendar, from the campaign's first to the last that can be known.
create or replace temp macro day_fault(column_name, cell, first_on, last_on) as
coalesce(
    case when cell is null then broken('missing_value', column_name, null) end,
    read_day_fault(column_name, cell, day_of(cell), first_on, last_on)
);

-- A day that may be missing.
create or replace temp macro maybe_day_fault(column_name, cell, first_on, last_on) as
read_day_fault(column_name, cell, day_of(cell), first_on, last_on);

-- A count: whole, not negative, of twelve digits at most. 1.234 and 1,234 read two ways: a thousand, or one and a bit.
create or replace temp macro count_fault(column_name, cell) as
case
    when cell is null then broken('missing_value', column_name, null)
    when regexp_full_match(cell, '[0-9]{1,3}([.,][0-9]{3})+') then broken('ambiguous_number', column_name, cell)
    when whole_of(cell) is null then broken('not_a_count', column_name, cell)
end;

-- What a row breaks, or that an earlier row which breaks nothing has the same key: the first is kept.
create or replace temp macro unless_twice(known, line, key, rule, column_name) as
coalesce(
    known,
    case
        when line > min(line) filter (where known is null) over (partition by key) then broken(rule, column_name, null)
    end
);

-- A name as it is compared: lower case, no diacritics, words joined by one low line.
create or replace temp macro normalised(cell) as
trim(regexp_replace(strip_accents(replace(lower(nfc_normalize(cell)), 'đ', 'd')), '[^a-z0-9]+', '_', 'g'), '_');
