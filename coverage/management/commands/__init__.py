"""The commands people can rely on; docs/commands.md describes each."""
