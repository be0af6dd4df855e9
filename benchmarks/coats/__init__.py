"""One text in many coats: set as PDF, Word file, web page, Markdown and wrapped text, and read back."""
