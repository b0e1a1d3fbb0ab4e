"""Starts one command from a process that is small itself, and writes what it took; child.py calls it.

The system counts a new process as large as the one that started it, so a big one would spoil the peak of memory.
"""

import json
import os
import subprocess
import sys
from time import perf_counter

REPORT, OUT, ERRORS, *COMMAND = sys.argv[1:]
with open(OUT, "wb") as stream, open(ERRORS, "wb") as said:  # noqa: PTH123  pathlib would make this process larger
    begin = perf_counter()
    process = subprocess.Popen(COMMAND, stdout=stream, stderr=said)
    _pid, status, used = os.wait4(process.pid, 0)
    seconds = perf_counter() - begin
code = process.returncode = os.waitstatus_to_exitcode(status)
found = {"seconds": seconds, "processor": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss, "code": code}
with open(REPORT, "w", encoding="utf-8") as report:  # noqa: PTH123
    json.dump(found, report)
