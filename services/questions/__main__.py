"""python -m services.questions api | worker | serve | migrate | seed FILE... | replay-dead-letter"""  # noqa: D415 - a command line

from services.questions.entrypoints.api import create_api
from services.questions.entrypoints.seed import seed
from services.questions.entrypoints.worker import create_worker
from services.questions.settings import Settings
from shared.persistence.audit import verify_audit
from shared.process import Service, main

if __name__ == "__main__":
    main(
        Service(
            "questions",
            Settings,
            create_api,
            create_worker,
            commands={"seed": seed, "verify-audit": verify_audit},
        )
    )
