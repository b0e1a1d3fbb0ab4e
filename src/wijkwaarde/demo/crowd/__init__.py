"""A whole neighbourhood for `make demo`: two hundred questions of fourteen months, all of it fiction; the tests use the small one."""
