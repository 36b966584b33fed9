"""What people filled into our sheets by hand: read under review, planned, written."""
