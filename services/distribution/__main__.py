"""python -m services.distribution: the commands of every service, `create-keys` and `follow URL`."""

from services.distribution.entrypoints.api import create_api
from services.distribution.entrypoints.follow import follow
from services.distribution.entrypoints.keys import create_keys
from services.distribution.entrypoints.worker import create_worker
from services.distribution.settings import Settings
from shared.process import Service, main

if __name__ == "__main__":
    main(
        Service(
            "distribution",
            Settings,
            create_api,
            create_worker,
            commands={"create-keys": create_keys, "follow": follow},
        )
    )
