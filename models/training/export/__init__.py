"""The exported files: TorchScript, ONNX, manifest, model card."""
