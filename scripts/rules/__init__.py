"""The rules of the house that no compiler holds. scripts/check runs them all; each is one file with one function."""
