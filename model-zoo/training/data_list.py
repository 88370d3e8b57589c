"""Prints what the recipe reads: a line per folder with its files, bytes and one SHA-256 over all of them.

    python data_list.py DATA

The digest is that of the text with a line "SHA-256  path" per file, sorted by path, so that it
equals `find FOLDER -type f | LC_ALL=C sort | xargs sha256sum | sha256sum`, run in DATA.
"""

import hashlib
import sys
from pathlib import Path

FOLDERS = ("detect/deepfish/train", "detect/deepfish/test", "detect/seagrass/train", "detect/seagrass/test",
           "detect/aquarium/train", "detect/aquarium/test", "clips/seagrass", "clips/salmonid-river", "species/train",
           "coral-condition/train")


def digest(root, folder):
    """Name, files, bytes and digest of a folder."""
    paths = sorted((path for path in (root / folder).rglob("*") if path.is_file()), key=lambda p: p.as_posix().encode())
    lines, size = [], 0
    for path in paths:
        content = path.read_bytes()
        size += len(content)
        lines.append(f"{hashlib.sha256(content).hexdigest()}  {path.relative_to(root).as_posix()}\n")
    return {"folder": folder, "files": len(paths), "bytes": size,
            "sha256": hashlib.sha256("".join(lines).encode()).hexdigest()}


def main(root):
    print("| folder | files | bytes | SHA-256 |\n|---|---|---|---|")
    for folder in FOLDERS:
        row = digest(Path(root), folder)
        print(f"| {row['folder']} | {row['files']} | {row['bytes']} | {row['sha256']} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
