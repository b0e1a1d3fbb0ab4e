"""Measures the site as fifty people at once ask for it: a server of its own, made-up people, real pages."""
