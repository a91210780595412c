"""Published networks that teach: frozen, at their own resolution."""
