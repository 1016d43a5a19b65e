"""A whole catalog as a folder of open files, and back: JSON Lines for rows, npy for vectors."""
