"""Learning: models that are trained on a treebank or on settled annotations."""
