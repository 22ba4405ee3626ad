"""Double coding: draw a sample, see how far its coders are, compare them, settle."""
