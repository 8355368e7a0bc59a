"""Qt without the program: workers, settings, theme, translation, dialogs."""
