"""Imported last by the server of tools.runner: what is there by then, no fork looks through again.

A fork shares the memory of its server until one of them writes to it. Python's garbage collector
writes to every object that it visits, a million here, and finds nothing: all are modules' own.
"""

import atexit
import gc

atexit.register(gc.unfreeze)  # at its end it is looked through as always: else modules report leaks
gc.collect()
gc.freeze()
