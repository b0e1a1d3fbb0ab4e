"""Logging in with an account elsewhere (OpenID Connect): any provider, by the environment only; it makes no users."""
