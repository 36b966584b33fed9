"""What leaves this office: scope, outlook, sheets, packages, letters."""
