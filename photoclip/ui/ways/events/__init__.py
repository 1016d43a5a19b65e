"""The events page: journeys, outings and celebrations, each with a cover."""
