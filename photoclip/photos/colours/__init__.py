"""What a file says about its colours, and the way from there to sRGB."""
