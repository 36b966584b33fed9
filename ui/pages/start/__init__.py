"""What is seen before a ledger is open, and on an empty one."""
