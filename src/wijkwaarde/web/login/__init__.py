"""Logging in, by password or by a code, and choosing as who; what a log-in may see is for the kernel."""
