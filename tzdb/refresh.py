#!/usr/bin/env python3
"""Packs the TZif files of the Python `tzdata` package into src/zones.dat and src/names.rs.

    python3 -m pip download --no-deps tzdata --dest DIR
    python3 tzdb/refresh.py DIR/tzdata-*.whl

The same wheel gives the same bytes. Zones with equal files share one copy; names are sorted by
their lower-case form, which is how they are looked up. Nothing else is changed: each file is kept
as IANA's compiler wrote it. The tests beside this script hold the result against the wheel's list.
"""

import pathlib
import sys
import zipfile

HEAD = """//! Written by refresh.py; do not edit.

pub(crate) const VERSION: &str = "{version}";

/// Name, and where its TZif file lies in `zones.dat`; sorted by the name in lower case.
pub(crate) const NAMES: &[(&str, core::ops::Range<usize>)] = &[
"""


def main(wheel: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        read = lambda path: archive.read("tzdata/" + path)
        scope: dict = {}
        exec(read("__init__.py"), scope)
        names = read("zones").decode().split()
        files = {name: read("zoneinfo/" + name) for name in names}

    data, places = bytearray(), {}
    for name in sorted(names):
        file = files[name]
        assert file[:4] == b"TZif", name
        if file not in places:
            places[file] = (len(data), len(data) + len(file))
            data += file

    source = HEAD.format(version=scope["IANA_VERSION"])
    for name in sorted(names, key=str.lower):
        start, end = places[files[name]]
        source += f'    ("{name}", {start}..{end}),\n'
    source += "];\n"

    here = pathlib.Path(__file__).parent / "src"
    (here / "zones.dat").write_bytes(data)
    (here / "names.rs").write_text(source)
    print(f"{scope['IANA_VERSION']}: {len(names)} names, {len(places)} files, {len(data)} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
