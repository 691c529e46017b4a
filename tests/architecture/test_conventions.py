"""Rules of the house that no linter knows; each names the line that breaks it."""

import re
from pathlib import Path

from tests.architecture.source import PYTHON_FOLDERS, ROOT, calls, files, imports, modules, relative

WALL_CLOCK = {
    "datetime.now", "datetime.utcnow", "datetime.today", "datetime.datetime.now", "date.today",
    "datetime.date.today", "time.time", "time.time_ns", "time.monotonic", "RealClock",
}  # fmt: skip
EXPLAINED = re.compile(r"#\s*(?:type:\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)\s*(\S.*)?$")
MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|work|mnt)/\w")
SKIPS = re.compile(r"pytest\.(?:mark\.)?(?:importor)?skip")
UPWARDS = re.compile(r"(?:\.\./)+")
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".po", ".html", ".js", ".css", ".sh", ".conf", ""}


def text_of_ours() -> list[Path]:
    return [path for path in files() if path.suffix in TEXT and path.name != "uv.lock"]


def test_the_domain_and_the_use_cases_never_read_the_wall_clock() -> None:
    read = [
        f"{relative(path)}:{line} {name}"
        for path in modules("services")
        if {"domain", "application"} & set(path.parts)
        for name, line in calls(path)
        if name in WALL_CLOCK
    ]
    assert read == []


def test_only_shared_messaging_and_the_deploy_import_the_bus() -> None:
    known = ("shared/messaging/", "deploy/", "tests/", "bench/")
    strays = [
        f"{relative(path)}:{line} {module}"
        for path in modules()
        if not relative(path).startswith(known)
        for module, _, line in imports(path)
        if module.split(".")[0] in ("nats", "faststream")
    ]
    assert strays == []


def test_no_consumer_declares_the_stream_that_it_reads() -> None:
    # FastStream would rewrite the stream's configuration when it starts.
    declaring = [
        f"{relative(path)}:{number}"
        for path in modules("services", "shared")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "JStream(" in line and "declare=False" not in line
    ]
    assert declaring == []


def test_no_annotation_is_postponed_where_a_framework_reads_it() -> None:
    doors = [path for path in modules("services", "shared") if "domain" not in path.parts]
    assert [
        relative(path) for path in doors if any(module == "__future__" for module, _, _ in imports(path))
    ] == []


def test_every_exception_to_a_check_says_why() -> None:
    silent = [
        f"{relative(path)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ("# type: ignore" in line or "# noqa" in line)
        and "test_conventions" not in path.name
        and not ((found := EXPLAINED.search(line)) and found[1])
    ]
    assert silent == []


def test_whatever_drives_a_browser_is_marked_and_never_skipped() -> None:
    wrong = [
        relative(path)
        for path in modules("tests")
        if any(module == "tests.browsing" or "playwright" in module for module, _, _ in imports(path))
        and path.name != "browsing.py"
        and ("pytest.mark.browser" not in (text := path.read_text(encoding="utf-8")) or SKIPS.search(text))
    ]
    assert wrong == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = [
        f"{relative(path)}: {place[0]}"
        for path in text_of_ours()
        for place in MACHINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_relative_path_leaves_the_repository() -> None:
    leaving = [
        f"{relative(path)}: {climb[0]}"
        for path in text_of_ours()
        for climb in UPWARDS.finditer(path.read_text(encoding="utf-8"))
        if climb[0].count("../") > len(path.relative_to(ROOT).parts) - 1
    ]
    assert leaving == []


def test_every_package_of_the_suite_says_what_it_is_for() -> None:
    silent = [
        relative(path)
        for path in modules(*PYTHON_FOLDERS[:3])
        if path.name == "__init__.py" and not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert silent == []
