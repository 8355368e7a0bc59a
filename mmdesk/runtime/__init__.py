"""Answers of exported models by ONNX Runtime, without PyTorch."""
