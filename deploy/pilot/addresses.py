"""Where to look at what was played: each address is opened once before it is printed."""

from deploy.pilot.caller import Caller

_SCOREBOARD = ("scoreboard", "/metrics/v1/scoreboard")
_OPEN = (
    ("start page", "/"),
    ("spokespersons", "/identity/v1/directory"),
    ("answers", "/questions/answers"),
    ("answers as a feed", "/questions/answers/feed.atom"),
    ("releases", "/distribution/v1/releases"),
    ("verify a release", "/distribution/v1/verify"),
    *((f"API docs, {name}", f"/{name}/docs") for name in ("identity", "questions", "distribution", "events")),
    ("API docs, metrics", "/metrics/docs"),
)


async def opened(url: str, leader: Caller) -> str:
    """The addresses as lines; raises Refused for one that does not open."""
    for _, path in (_SCOREBOARD, *_OPEN):
        await leader.opens(path)
    lines = [f"{name:<24}{url}{path}" for name, path in (_SCOREBOARD, *_OPEN)]
    who = leader.person
    lines.insert(
        1, f"{'':<24}sign in there as {who.full_name}, {who.identifier}, the leader of this demonstration"
    )
    return "\n".join(lines)
