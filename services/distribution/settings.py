"""What the distribution service reads from its environment, beyond what every service does."""

from typing import Literal

from shared.settings import ServiceSettings


class Settings(ServiceSettings, frozen=True, kw_only=True):
    """`*_file` are paths of secrets, made by `create-keys`."""

    release_key_file: str
    """The private JWK set that signs editions and the log; the first key signs, all are published."""
    media_key_file: str
    """The secret of expiring media addresses."""
    media_url: str
    """Where media are stored: a folder as `file:///...`, or `s3://bucket/prefix` with AWS_* variables."""
    media_max_bytes: int = 25_000_000
    media_max_pixels: int = 50_000_000
    media_address_seconds: int = 300
    delivery_key_file: str | None = None
    """The key under which secrets of webhooks are stored; without it nothing is sent to anybody."""
    allow_local_webhooks: bool = False
    """Also http to loopback: for the local stack and tests, never for production."""
    webhook_timeout_seconds: float = 10.0
    delivery_retry_seconds: str = "5,30,120,600,3600,14400,43200,86400"
    """The waiting times between attempts, in seconds; after the last one a delivery is given up."""
    delivery_lease_seconds: float = 120.0
    """How long what a killed worker had claimed waits for another."""
    smtp_host: str | None = None
    """Where mail is handed in; without it none is sent."""
    smtp_port: int = 587
    smtp_tls: Literal["none", "starttls", "tls"] = "starttls"
    smtp_username: str | None = None
    smtp_password_file: str | None = None
    mail_from: str = "Cầu Nối <khong-tra-loi@localhost>"
