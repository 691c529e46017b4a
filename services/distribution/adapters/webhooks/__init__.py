"""Webhooks on the wire: signed by Standard Webhooks, sent with aiohttp, to the public internet only."""
