"""From files to typed data, with the place of every value."""
