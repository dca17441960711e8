"""A standalone cluster of Spark on this machine: a master and workers, reached by loopback alone."""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

import pyspark

#: Seconds in which a master comes up, on a machine with much else to do.
PATIENCE = 120


class Cluster:
    """Every process of it is ended with the `with` block, whatever happened to them before."""

    def __init__(self, home, workers=2, memory="1g"):
        self.home = pathlib.Path(home)
        self.memory = memory
        self.processes = []
        self.workers = []
        port = free_port()
        self.url = f"spark://127.0.0.1:{port}"
        try:
            self._start("deploy.master.Master", "--port", port)
            self._wait_for(port)
            for _ in range(workers):
                self.add_worker()
        except BaseException:
            self.stop()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def add_worker(self):
        """One more worker, of one core."""
        work = self.home / f"worker{len(self.workers)}"
        worker = self._start(
            "deploy.worker.Worker", "--cores", 1, "--memory", self.memory, "--work-dir", work, self.url
        )
        self.workers.append(worker)

    def kill_worker(self, index):
        """As a machine that loses its power: the worker and its executor, at once."""
        os.killpg(self.workers[index].pid, signal.SIGKILL)

    def stop(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for _ in range(100):
            if not self.left():
                return
            time.sleep(0.1)
        for pid in self.left():
            os.kill(pid, signal.SIGKILL)

    def left(self):
        """The processes of the cluster that run: each of its own began a session, and theirs stay in it."""
        sessions = {process.pid for process in self.processes}
        found = ((pid, status(pid)) for pid in running())
        return [pid for pid, (state, _, _, session) in found if int(session) in sessions and state != "Z"]

    def _start(self, name, *args):
        spark = pathlib.Path(pyspark.__file__).parent
        environment = {
            **os.environ, "SPARK_HOME": str(spark), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m",
        }
        command = [spark / "bin" / "spark-class", f"org.apache.spark.{name}", "--host", "127.0.0.1", "--webui-port", 0]
        with open(self.home / "cluster.log", "ab") as log:
            process = subprocess.Popen(
                [str(word) for word in [*command, *args]],
                env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )
        self.processes.append(process)
        return process

    def _wait_for(self, port):
        began = time.monotonic()
        while time.monotonic() < began + PATIENCE and self.processes[0].poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        sys.exit(f"the master does not come up: see {self.home / 'cluster.log'}")


def running():
    """Every process of the machine."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def status(pid):
    """The state of a process, its parent, its group and its session; of one that has ended, nothing."""
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "Z", "0", "0", "0"
    return stat.rsplit(")", 1)[1].split()[:4]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configured(builder, url, memory="1g"):
    """A builder of sessions for the cluster, with the Python that runs this."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    return (
        builder.master(url)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executor.memory", memory)
        .config("spark.ui.enabled", "false")
    )
