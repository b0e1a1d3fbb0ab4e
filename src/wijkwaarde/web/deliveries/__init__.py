"""The pages of what parties delivered: files coming in, single deliveries, and lines that were put aside."""
