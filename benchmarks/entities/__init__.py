"""What annotation is worth: mentions and links against gold, and what is left of it without the knowledge."""
