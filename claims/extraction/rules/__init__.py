"""What is told of reported words by rules alone."""
