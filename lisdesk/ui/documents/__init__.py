"""File documents: what each says, whose views it states, and what came of it."""
