"""Runs: many documents submitted at once, followed, collected."""
