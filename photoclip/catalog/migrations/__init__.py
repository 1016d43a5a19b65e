"""The steps from each released form of the catalog to the next."""
