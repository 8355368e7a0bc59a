"""What becomes of each modality's content before an exported model, one module each; whoever needs one asks the registry."""
