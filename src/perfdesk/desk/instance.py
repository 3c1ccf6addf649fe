"""One program per user and session: a second start hands its files over and ends."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from perfdesk import paths

_WAIT_MS = 500
_LARGEST = 1 << 20


def server_name() -> str:
    """Return the name under which this user's program listens in this session."""
    session = os.environ.get("XDG_SESSION_ID") or os.environ.get("SESSIONNAME") or os.environ.get("DISPLAY") or ""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    mark = hashlib.sha256(f"{user}|{session}|{paths.state_folder()}".encode("utf-8", "surrogateescape")).hexdigest()[
        :16
    ]
    return f"perfdesk-{mark}"


def hand_over(files: Sequence[Path]) -> bool:
    """Give files to the program that runs already; False if none does."""
    socket = QLocalSocket()
    socket.connectToServer(server_name())
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(json.dumps([str(paths.real(path)) for path in files]).encode() + b"\n")
    told = socket.waitForBytesWritten(_WAIT_MS) and socket.waitForReadyRead(4 * _WAIT_MS)
    socket.disconnectFromServer()
    return bool(told)


class Listener(QObject):
    """Takes files from later starts and calls `taken` with them."""

    def __init__(self, taken: Callable[[list[Path]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._taken = taken
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def listen(self) -> bool:
        """Begin; a name that a crash left behind is taken over."""
        if self._server.listen(server_name()):
            return True
        QLocalServer.removeServer(server_name())
        return self._server.listen(server_name())

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LARGEST:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        try:
            names = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            return
        socket.write(b"ok\n")
        socket.flush()
        if isinstance(names, list):
            self._taken([Path(name) for name in names if isinstance(name, str)])
