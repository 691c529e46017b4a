"""python -m services.events api | worker | serve | migrate | create-keys | replay-dead-letter"""  # noqa: D415 - a command line

from services.events.entrypoints.api import create_api
from services.events.entrypoints.keys import create_keys
from services.events.entrypoints.worker import create_worker
from services.events.settings import Settings
from shared.process import Service, main

if __name__ == "__main__":
    main(Service("events", Settings, create_api, create_worker, commands={"create-keys": create_keys}))
