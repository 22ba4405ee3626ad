"""What a call for evidence is: pure functions and values. No SQL, no Qt, no files."""
