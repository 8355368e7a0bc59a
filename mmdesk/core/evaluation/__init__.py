"""How good a model is: metrics, results, charts and the report."""
