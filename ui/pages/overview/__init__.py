"""工作总览: what is to be done today, where everything stands."""
