"""From content to embedding: front ends, encoders, augmentation."""
