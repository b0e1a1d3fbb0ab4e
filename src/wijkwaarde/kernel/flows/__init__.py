"""Estimates: what something is expected to cost or bring, flow by flow."""
