"""What the pages draw: strings and fonts quickly, all ink with its place on request."""
