"""What a host is given holds: units, containers, proxies, the guide, the folder of wheels."""

from __future__ import annotations

import argparse
import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tools.wheelhouse import LOCK, blocks, listed, names

from dipoli.web.incoming import BODY
from dipoli.web.keep import __main__ as keep

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
GUIDE = ROOT / "docs" / "howto" / "run-a-site-for-real.md"
UNITS = sorted((*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")))
SERVICES = sorted(DEPLOY.glob("*.service"))


class _Unit(configparser.RawConfigParser):
    """A unit file; a key may stand several times, and its values are joined by spaces."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, empty_lines_in_values=False)
        found: dict[str, dict[str, str]] = {}
        section = ""
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("["):
                section = line.strip("[]")
                found[section] = {}
            elif line and not line.startswith("#"):
                name, _, value = line.partition("=")
                found[section][name] = f"{found[section].get(name, '')} {value}".strip()
        self.read_dict(found)

    def optionxform(self, optionstr: str) -> str:
        """As it is written."""
        return optionstr


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_has_no_more_rights_than_it_needs(path: Path) -> None:
    service = _Unit(path)["Service"]
    due = {
        "User": "dipoli",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "RestrictSUIDSGID": "yes",
        "UMask": "0077",
        "LimitCORE": "0",
    }
    assert {name: service.get(name) for name in due} == due
    assert set(service["ReadWritePaths"].split()) <= {"/var/lib/dipoli", "/var/backups/dipoli"}
    assert service["MemoryMax"]
    assert "passphrase" not in service["ExecStart"]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_itself_finds_nothing_wrong(path: Path, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:  # another system: the other tests hold the files
        return
    for one in UNITS:
        text = one.read_text("utf-8").replace("/opt/dipoli/bin/python", sys.executable)
        (tmp_path / one.name).write_text(text, "utf-8")
    done = subprocess.run(  # noqa: S603 - our own words
        [program, "verify", "--man=no", str(tmp_path / path.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "dipoli" in line]
    assert ours == []


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_what_a_service_starts_is_there(path: Path) -> None:
    command = _Unit(path)["Service"]["ExecStart"]
    module = re.search(r"-m (dipoli\S+)", command)
    assert module is not None
    place = ROOT / "src" / Path(*module.group(1).split("."))
    assert (place / "__main__.py").exists()


def test_every_timer_has_its_service() -> None:
    for path in DEPLOY.glob("*.timer"):
        assert path.with_suffix(".service").exists()


def test_each_setting_of_a_host_is_one_that_the_program_knows() -> None:
    known = set(re.findall(r"DIPOLI_[A-Z_]+", (ROOT / "src/dipoli/web/settings.py").read_text()))
    for path in (*DEPLOY.iterdir(), GUIDE):
        used = set(re.findall(r"DIPOLI_[A-Z]+(?:_[A-Z]+)*", path.read_text("utf-8")))
        assert used <= known | {"DIPOLI_"}, path.name


def test_containers_have_no_root_no_rights_and_no_way_out() -> None:
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    site = told["services"]["site"]
    assert site["user"] == "10001:10001"
    assert site["read_only"] is True
    for one in told["services"].values():
        assert one["cap_drop"] == ["ALL"]
        assert one["security_opt"] == ["no-new-privileges:true"]
    assert site["networks"] == ["inside"]
    assert told["networks"]["inside"]["internal"] is True
    inside = told["services"]["proxy"]["networks"]["inside"]["ipv4_address"]
    assert site["environment"]["DIPOLI_PROXY"] == inside
    assert "ports" not in site
    file = (DEPLOY / "Containerfile").read_text("utf-8")
    assert "USER 10001:10001" in file
    assert "--require-hashes" in file
    assert file.rindex("USER ") < file.rindex("ENTRYPOINT")
    for name in re.findall(r"file: \./(\S+)}", (DEPLOY / "compose.yaml").read_text("utf-8")):
        assert name.startswith("secrets/")


def test_proxies_set_addresses_anew_and_hold_no_live_page_back() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text("utf-8")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "$proxy_add_x_forwarded_for" not in nginx
    assert "proxy_buffering off;" in nginx
    assert "access_log off;" in nginx
    caddy = (DEPLOY / "Caddyfile").read_text("utf-8")
    assert "flush_interval -1" in caddy
    assert BODY <= 27_000_000
    assert "client_max_body_size 26m;" in nginx


def test_every_command_of_the_guide_is_one() -> None:
    commands = set(re.findall(r"dipoli\.web\.keep ([a-z-]+)", GUIDE.read_text("utf-8")))
    [group] = [
        one
        for one in keep._parser()._actions  # noqa: SLF001 - there is no other way to ask
        if isinstance(one, argparse._SubParsersAction)  # noqa: SLF001 - the same
    ]
    assert commands <= set(group.choices)
    assert {"backup", "restore", "check", "upgrade", "lay"} <= commands


def test_the_wheels_of_a_site_are_those_of_the_lock_each_with_its_hash() -> None:
    locked = dict(blocks(LOCK.read_text("utf-8")))
    needed = names()
    assert needed <= locked.keys()
    assert {"django", "uvicorn", "psycopg", "pyrage", "pikepdf"} <= needed
    assert not {"pytest", "playwright", "mypy"} & needed
    for name, block in blocks(listed()):
        assert name in needed
        assert "--hash=sha256:" in block
    made = (ROOT / "Makefile").read_text("utf-8")
    assert "tools.wheelhouse out/wheelhouse" in made
