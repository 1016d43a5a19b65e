"""The map: photos where they were taken, on outlines that photoclip brings."""
