"""Where somebody is logged in, since when, and for how much longer; who they are is for log-in."""
