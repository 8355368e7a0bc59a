"""Many labelled samples: layouts of datasets, read into examples, before anything is decoded."""
