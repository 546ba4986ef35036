-- Lines whose unit could not be placed: unknown, of another parent, one that does not report itself, or not named.
--
-- grain    one row per file and rule, most lines first
-- params   $units $as_of
-- columns  rule file lines first_line
--
-- $units   unit codes the reader may see; null means all; such lines have no unit
select
    rule,
    file,
    count(*) as lines,
    min(line) as first_line
from unplaced_lines($as_of)
where $units is null
group by rule, file
order by lines desc, file asc, rule asc;
