"""The page of copies and bursts: groups, their photos side by side, what to keep."""
