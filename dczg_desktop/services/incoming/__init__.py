"""What comes in: inbox, arrival, merge, receipt, refusal."""
