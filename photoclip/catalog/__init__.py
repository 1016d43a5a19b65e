"""The catalog: the truth about files, photos, vectors and tags, kept in SQLite.

`store.Catalog` is the way in, `transaction.Transaction` the way to write; records of this room
are in `entries`.
"""
