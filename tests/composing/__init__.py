"""Composing, and the way from data to the finished tree."""
