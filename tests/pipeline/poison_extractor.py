"""An extractor that does what the article's text tells it to: hang, die, eat memory, fail."""

import os
import signal
import time

from pipeline import tables

TABLE = "keywords"
NEEDS = ("articles",)


def extract(given, settings):
    """No keywords, or a disaster."""
    for body in given["articles"]["body"]:
        if "please hang" in body:
            time.sleep(600)
        if "please die" in body:
            time.sleep(0.3)  # no article kills within its first moment, when the pool has not yet heard who is at it
            os.kill(os.getpid(), signal.SIGKILL)
        if "please eat" in body:
            bytearray(50_000_000_000)
        if "please fail" in body:
            raise KeyError("nothing here")
    return tables.empty("keywords")
