"""Image: pretrained networks."""
