"""PyTorch: models, training, evaluation and prediction. Knows no Qt."""
