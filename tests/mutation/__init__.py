"""Mutation testing (`python -m tests.mutation MODULE… -- TESTS…`): plants one small error after another and asks whether the tests notice."""
