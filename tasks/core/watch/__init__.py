"""What arrives in a source, noticed when it is finished and told in few events."""
