"""Checks records on an Apache Spark cluster instead of on one machine: the same queries, the same answer.

Only `ingest --engine` comes here. `session` starts Spark, `sql` and `dialect` read the queries for it, `text` and
`parquet` give a delivery's records their line numbers, `records` checks them, `engine` is what ingest talks to.
"""
