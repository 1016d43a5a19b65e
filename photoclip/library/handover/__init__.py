"""Work of other processes, done by the one that owns the library: see `server` and `sharing`."""
