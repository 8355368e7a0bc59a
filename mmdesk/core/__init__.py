"""The words of the program: frozen values, files and limits. Knows neither Qt nor PyTorch."""
