"""Coded projects in REFI-QDA: .qdpx for a project, .qdc for a codebook, out and in."""
