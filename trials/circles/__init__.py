"""The parts of the trial of sharing: the rule told a second time, a family that shares, and who asks."""
