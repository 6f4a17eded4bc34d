"""Reading finished files back: that what a reader finds is what the tree says."""
