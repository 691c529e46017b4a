"""Skeleton of what will own releases, embargoes, notifications, webhooks and published items."""
