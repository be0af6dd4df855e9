"""Ask: what the commands that only read do. They open the published file and the journals, never the build file."""
