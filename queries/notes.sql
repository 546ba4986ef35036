-- What units wrote down of their days, such as machines that failed: of one unit, of those above it, of those below it.
--
-- grain    one row per note, the latest first
-- params   $units $unit $measure $as_of
-- columns  note_id unit_code name_vi name_en measure first_on last_on note written_by written_at
--
-- $measure  notes on this measure or on none in particular; null means all
-- $as_of    notes that were known on this day
-- measure   null where it is on all
with known as (
    select
        notes.*,
        coalesce(notes.written_at, deliveries.received_at) as written
    from notes
    left join deliveries on notes.delivery_id = deliveries.delivery_id
    where notes.reported_on <= $as_of and notes.first_on <= $as_of
    qualify
        row_number() over (
            partition by notes.unit_code, notes.measure, notes.first_on, notes.last_on, notes.note
            order by notes.reported_on, written
        ) = 1
)

select
    known.note_id,
    known.unit_code,
    units.name_vi,
    units.name_en,
    known.measure,
    known.first_on,
    known.last_on,
    known.note,
    known.written_by,
    timezone(publication.time_zone, timezone('UTC', known.written)) as written_at
from known
inner join units on known.unit_code = units.unit_code
cross join publication() as publication
where
    ($measure is null or known.measure is null or known.measure = $measure)
    and ($units is null or list_contains($units, known.unit_code))
    and exists (
        select 1 from lineage
        where
            (lineage.unit_code = $unit and lineage.ancestor_code = known.unit_code)
            or (lineage.ancestor_code = $unit and lineage.unit_code = known.unit_code)
    )
order by known.first_on desc, known.unit_code asc, known.note_id asc;
