"""Other ways to look at photos than the grid: each a page that shows what was found."""
