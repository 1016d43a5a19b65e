"""The timeline: how many photos were taken when, from decades to hours, and which ones."""
