"""python -m services.identity api | worker | serve | migrate | replay-dead-letter | (its own commands)"""  # noqa: D415 - a command line

from services.identity.entrypoints.api import create_api
from services.identity.entrypoints.identifier_keys import identifier_keys, rotate_identifiers
from services.identity.entrypoints.keys import create_keys
from services.identity.entrypoints.press_import import import_file
from services.identity.entrypoints.seed import seed
from services.identity.entrypoints.signing_keys import signing_keys
from services.identity.entrypoints.worker import create_worker
from services.identity.settings import Settings
from shared.persistence.audit import verify_audit
from shared.process import Service, main

if __name__ == "__main__":
    main(
        Service(
            "identity",
            Settings,
            create_api,
            create_worker,
            commands={
                "create-keys": create_keys,
                "seed": seed,
                "import-press-agencies": import_file,
                "signing-keys": signing_keys,
                "identifier-keys": identifier_keys,
                "rotate-identifiers": rotate_identifiers,
                "verify-audit": verify_audit,
            },
        )
    )
