"""The tests of the project, by kind."""
