"""Tasks: what a label tells, one module each; whoever needs to know asks the registry for the task."""
