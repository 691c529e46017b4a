"""Becomes a server: drops root, asks to be told when the parent ends, then executes the command.

Run as a script in a fresh interpreter, because code between fork and exec is not safe once threads run.
Arguments: parent's process number, signal, user and group number (-1 to stay as they are), command.
"""

import ctypes
import os
import sys

_SET_PARENT_DEATH_SIGNAL = 1


def main(parent: int, farewell: int, uid: int, gid: int, command: list[str]) -> None:
    """Never returns; the death signal is set last, since a change of user clears it."""
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, farewell)
        if os.getppid() != parent:
            sys.exit(1)
    os.execv(command[0], command)  # noqa: S606 - the launcher builds the command, no shell is wanted


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:5]]
    main(numbers[0], numbers[1], numbers[2], numbers[3], sys.argv[5:])
