"""What programs ask: the API at /api/v1/, as docs/api.md and its OpenAPI document say."""
