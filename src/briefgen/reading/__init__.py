"""From the markup that templates render to the tree: strict, and with a place for everything."""
