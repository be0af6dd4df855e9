"""Made news articles that quote statements, and made files that are statements themselves."""
