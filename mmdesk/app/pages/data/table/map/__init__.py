"""The examples as points, near each other where the model makes the same of them."""
