"""The rules of the project that no compiler checks. scripts/check runs all of them; each function takes the Tree."""
