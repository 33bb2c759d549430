"""The project: settings, addresses and the door the web server comes in by."""
