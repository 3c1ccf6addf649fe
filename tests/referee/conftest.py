"""One LibreOffice for all referees."""

from __future__ import annotations

import shutil

import pytest

from referee.office import Office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return the referee; skip, saying so, where LibreOffice is absent."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return Office(tmp_path_factory.mktemp("office"))
