"""What lives as long as the program: session, project, trainings, evaluation. Pages read them and ask them for changes."""
