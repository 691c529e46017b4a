"""python -m services.metrics api | worker | serve | migrate | replay-dead-letter | rebuild | waiting"""  # noqa: D415 - a command line

from services.metrics.entrypoints.api import create_api
from services.metrics.entrypoints.operator import COMMANDS
from services.metrics.entrypoints.worker import create_worker
from services.metrics.settings import Settings
from shared.process import Service, main

if __name__ == "__main__":
    main(Service("metrics", Settings, create_api, create_worker, commands=COMMANDS))
