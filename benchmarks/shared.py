"""The evaluation material beside the project: gold, samples, labelled versions. None of it is part of the project."""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
MISSING = 3  # exit code: nothing was measured


def shared(place: str) -> Path:
    """A folder or file of the evaluation material; ends the program, saying so, where it is not there."""
    path = SHARED / place
    if not path.exists():
        sys.stderr.write(f"{path} is not there: nothing is measured. It lies beside the project, not in it.\n")
        sys.exit(MISSING)
    return path


def digest(*paths: Path) -> str:
    """Hash of some files' bytes, in the order of their names."""
    content = b"".join(path.read_bytes() for path in sorted(paths))
    return hashlib.sha256(content).hexdigest()[:16]
