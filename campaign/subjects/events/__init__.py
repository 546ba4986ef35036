"""Events: what each cost or brought, as far as it can be told apart from chance."""
