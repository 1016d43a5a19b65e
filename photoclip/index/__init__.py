"""The index: vectors to nearest ids, derived from the catalog and kept with FAISS."""
