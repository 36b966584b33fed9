"""Other people's tables and documents: compared, mended, accepted, sent back."""
