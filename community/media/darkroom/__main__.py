"""Gives up what it does not need, then develops the film."""

import errno
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import av

from .looking import Unfit
from .making import develop

MAX_MADE_BYTES = 128 * 1024 * 1024
WORDS = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.ENOMEM: "memory"}


def hold_back(mebibytes: int, cpu_seconds: int, seconds: int) -> None:
    """Give up memory, time and room before anything is read."""
    memory = mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_MADE_BYTES, MAX_MADE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The site ends this process as well; but it may have been ended itself meanwhile.
    signal.alarm(seconds)
    os.nice(10)


def say(**words: Any) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def main(source: str, folder: str, kind: str) -> None:
    try:
        say(**develop(Path(source), Path(folder), kind, lambda done: say(done=done)))
    except Unfit as unfit:
        say(problem=str(unfit))
    except MemoryError:
        say(problem="memory")
    except (av.FFmpegError, OSError, ValueError, ArithmeticError) as error:
        say(problem=WORDS.get(getattr(error, "errno", 0) or 0, "damaged"))


if __name__ == "__main__":
    hold_back(*map(int, sys.argv[4:]))
    main(*sys.argv[1:4])
