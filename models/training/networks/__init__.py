"""The networks, and the readers of published weights; imports `data` alone."""
