"""Published networks whose outputs the student learns: frozen, at their own resolution."""
