"""A standalone Spark cluster on this machine: a master and workers on loopback that end with whoever started them."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

import pyspark

HOME = Path(pyspark.__file__).parent
# Ends its whole group when the pipe from the process that started it closes, however that ended.
TIED = ("sh", "-c", '"$@" & cat > /dev/null; kill -9 -- -$$', "sh")
LOOPBACK = ("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000")


@dataclass(frozen=True)
class Cluster:
    """The master's address and the workers, each the leader of a group with its executors in it."""

    address: str
    master: subprocess.Popen
    workers: list[subprocess.Popen]

    def listening(self) -> set[str]:
        """Addresses, as the kernel writes them, on which any of its processes waits to be spoken to."""
        inodes = set()
        for leader in (self.master, *self.workers):
            for process in Path("/proc").glob("[0-9]*"):
                with suppress(OSError):
                    if os.getpgid(int(process.name)) == leader.pid:
                        inodes |= {str(handle.readlink()) for handle in (process / "fd").iterdir()}
        tables = [Path("/proc/net", table).read_text().splitlines() for table in ("tcp", "tcp6")]
        lines = [line.split() for table in tables for line in table]
        return {line[1].partition(":")[0] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in inodes}


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster of so many workers of one core, its logs and files in `folder`."""
    port = _free()
    address = f"spark://127.0.0.1:{port}"
    master = _start(folder, "master", "master.Master", "--port", str(port))
    started = [
        _start(
            folder,
            f"worker-{number}",
            "worker.Worker",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            str(folder / f"work-{number}"),
            address,
        )
        for number in range(workers)
    ]
    try:
        _wait(lambda: (folder / "master.log").read_text().count("Registering worker") == workers)
        yield Cluster(address, master, started)
    finally:
        for process in (*started, master):
            kill(process)


def kill(process: subprocess.Popen) -> None:
    """End a process and its group at once, as a power cut does."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, SIGKILL)
    process.wait()


def _start(folder: Path, name: str, kind: str, *arguments: str) -> subprocess.Popen:
    environment = os.environ | {
        "SPARK_HOME": str(HOME),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder / f"{name}-local"),
        "SPARK_CONF_DIR": str(folder),
    }
    command = [
        *TIED,
        str(HOME / "bin" / "spark-class"),
        f"org.apache.spark.deploy.{kind}",
        "--host",
        "127.0.0.1",
        "--webui-port",
        "0",
        *arguments,
    ]
    with (folder / f"{name}.log").open("w") as log:
        return subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
        )


def _free() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


def _wait(until, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the cluster did not come up")
        time.sleep(0.2)
