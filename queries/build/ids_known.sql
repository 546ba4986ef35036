-- Numbers of deliveries that are counted, as the vault keeps them: all of them, or those with the lowest hashes.
--
-- grain    one row per delivery and number
-- param    $files       varchar[]  files of the vault, each named after its original
-- param    $one_in      bigint     of so many numbers one is looked at
-- param    $last_key    ubigint    the highest hash of those
-- column   delivery_id  varchar    the delivery
-- column   key          ubigint    hash of the number
-- column   one_in       bigint     so many numbers stand behind this one
-- column   unit_code    varchar    reporting unit
-- column   days         date[]     day of each stage, null where it does not count
select
    left(parse_filename(filename), 16) as delivery_id,
    key,
    greatest(one_in, $one_in) as one_in,
    unit_code,
    days
from read_parquet($files, filename = true)
where key <= cast($last_key as ubigint)
