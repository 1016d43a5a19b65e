"""Events: what was photographed on one occasion, found by time, place and look."""
