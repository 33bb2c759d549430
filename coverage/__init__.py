"""The app: reads, opens, keeps, decides and shows coverage."""
