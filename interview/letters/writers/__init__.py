"""Writers: from the blocks of a letter to a format."""
