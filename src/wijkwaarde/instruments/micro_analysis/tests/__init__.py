"""Tests of the folder above."""
