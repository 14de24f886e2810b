"""The one seam that every front end uses: a session over one case, its commands and calls."""
