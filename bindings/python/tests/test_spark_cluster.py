"""On a standalone cluster a lost worker costs the plan time, and nothing else."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")
spark_sql = pytest.importorskip("pyspark.sql")
if not shutil.which("java"):
    pytest.skip("Spark needs Java", allow_module_level=True)

from conftest import ROOT, find_cli  # noqa: E402
from spark_cases import CASES, TEMPLATES, collected, hash_of, people, planned, spread  # noqa: E402

sys.path.insert(0, str(ROOT / "examples" / "spark"))
from cluster import Cluster, configured, running  # noqa: E402

#: Seconds after which a job is given up that does not end.
PATIENCE = 900


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    with cluster:
        yield cluster
    assert not cluster.left()


@pytest.fixture(scope="module")
def spark(cluster):
    builder = configured(spark_sql.SparkSession.builder, cluster.url)
    session = (
        builder.config("spark.sql.shuffle.partitions", "3")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "97")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture
def patience(spark):
    """Jobs that do not end are given up."""
    timer = threading.Timer(PATIENCE, spark.sparkContext.cancelAllJobs)
    timer.start()
    yield
    timer.cancel()


def slowly(contacts, flags, seconds):
    """The same contacts; each batch takes a while, and the process that reads it is noted."""

    def step(batches):
        for batch in batches:
            open(f"{flags}/{os.getpid()}", "a").close()
            time.sleep(seconds)
            yield batch

    return contacts.mapInArrow(step, contacts.schema)


def when_both_read(flags, then):
    """Does it as soon as both workers read contacts."""

    def wait():
        while len(os.listdir(flags)) < 2:
            time.sleep(0.02)
        then()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread


@pytest.mark.usefixtures("patience")
def test_killed_workers(spark, cluster, tmp_path):
    from flashplan.spark import plan

    campaign, options = CASES["all"]
    _, hash = planned(people(), "all")
    killer = when_both_read(tmp_path, lambda: cluster.kill_worker(0))
    contacts = slowly(spread(spark, people(), 7), str(tmp_path), 0.3)
    sends = plan(campaign, contacts, templates=TEMPLATES, partitions=7, **options)
    killer.join(0)
    assert not killer.is_alive()
    # the other one has all that is kept, and goes while the sends are made
    cluster.add_worker()
    for path in tmp_path.iterdir():
        path.unlink()
    killer = threading.Timer(1, lambda: cluster.kill_worker(1))
    killer.start()
    sends = collected(sends)
    killer.join(0)
    assert not killer.is_alive()
    assert [worker.poll() for worker in cluster.workers] == [-signal.SIGKILL, -signal.SIGKILL, None]
    assert hash_of(sends, "all") == hash


@pytest.mark.usefixtures("patience")
def test_an_executor_that_fails_twice(spark, tmp_path):
    from flashplan.spark import plan

    campaign, options = CASES["pace"]
    _, hash = planned(people(), "pace")
    failed = str(tmp_path / "failed")

    def step(batches):
        for batch in batches:
            for attempt in range(2):
                try:
                    os.close(os.open(f"{failed}{attempt}", os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    continue
                # above this process is the one that starts them, and above that the executor
                stat = pathlib.Path(f"/proc/{os.getppid()}/stat").read_text()
                os.kill(int(stat.rsplit(")", 1)[1].split()[1]), signal.SIGKILL)
                time.sleep(60)
            yield batch

    contacts = spread(spark, people(), 3)
    contacts = contacts.mapInArrow(step, contacts.schema)
    sends = collected(plan(campaign, contacts, templates=TEMPLATES, partitions=3, **options))
    assert {path.name for path in tmp_path.iterdir()} == {"failed0", "failed1"}
    assert hash_of(sends, "pace") == hash


def test_the_example(cli, tmp_path):
    command = [sys.executable, ROOT / "examples" / "spark" / "run.py", "--contacts", "3000", "--partitions", "2"]
    command += ["--dir", tmp_path, "--flashplan", find_cli()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("the plans are the same\n")
    assert list((tmp_path / "plan").glob("part-*.parquet"))
    assert not [pid for pid in running() if str(tmp_path) in arguments(pid)]


def arguments(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        return ""
