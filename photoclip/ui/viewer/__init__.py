"""One photo as large as the window lets it be: stage, tools, facts, filmstrip, slideshow."""
