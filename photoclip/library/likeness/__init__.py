"""The map of similarity: all photos on a plane, what looks alike side by side, regions named."""
