-- How many numbers there would be with those of some files: where they are a sample, how many stand behind it.
--
-- grain    one row
-- param    $files   varchar[]  files of the vault
-- column   numbers  bigint     numbers
select cast(coalesce(sum(one_in), 0) as bigint) as numbers
from (
    select one_in from known_ids
    union all
    select one_in from read_parquet($files)
) as kept
