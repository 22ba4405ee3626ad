"""What a team's tags teach: learnt in a process of its own, applied in a few lines here."""
