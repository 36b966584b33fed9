"""责任清单: who answers for what, and where the chain has a hole."""
