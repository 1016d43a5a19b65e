"""The map of similarity: photos as points on a plane, what looks alike side by side."""
