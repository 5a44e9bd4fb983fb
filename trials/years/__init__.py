"""The parts of ``trials.thirty_years``."""
