"""Files in and out: pure functions over rows. No session, no SQL."""
