"""Passes over the tree, each from one Document to another: first resolving, then typography."""
