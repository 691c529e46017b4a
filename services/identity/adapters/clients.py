"""Machine clients as the token endpoint loads them, one statement a request."""

from services.identity.domain.model import MachineClient
from shared.persistence import Database

_FIND = "SELECT client_id, name, secret_hash, grant_types, scopes, audiences FROM client WHERE client_id = $1"


async def find_client(database: Database, client_id: str) -> MachineClient | None:
    """The client with this id."""
    rows = await database.fetch(_FIND, client_id)
    if not rows:
        return None
    row = rows[0]
    return MachineClient(
        client_id=row["client_id"],
        name=row["name"],
        secret_hash=row["secret_hash"],
        grant_types=frozenset(row["grant_types"]),
        scopes=frozenset(row["scopes"]),
        audiences=frozenset(row["audiences"]),
    )
