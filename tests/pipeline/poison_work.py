"""Work for engines that goes wrong as ordered; a module of its own because workers import it."""

import os
import signal
import time


def squares(chunk):
    """The square of each item."""
    return [item * item for item in chunk]


def process(_):
    """The number of this process."""
    return os.getpid()


def work(chunk, order):
    """Items as they are; one of them behaves as ordered."""
    for item in chunk:
        if item == 7:
            _suffer(order)
    return list(chunk)


def _suffer(order):
    """Fail in the given way."""
    if order == "raise":
        raise KeyError("seven")
    if order == "hang":
        time.sleep(60)
    if order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "eat":
        bytearray(8_000_000_000)


def die_once(chunk, mark):
    """Its items; the first process that sees the second one dies."""
    if chunk[0] == 1 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return chunk
