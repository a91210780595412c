"""Training, calibration and evaluation of the two published networks."""
