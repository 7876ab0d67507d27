"""Making and judging the model. scikit-learn is needed here and nowhere else."""
