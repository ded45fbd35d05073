"""Serves the screens to look at them; `client` as argument gives those of the client."""

import sys

from tests.support.gallery import CASEWORKER, CLIENT, gallery

gallery(CLIENT if "client" in sys.argv else CASEWORKER).run(port=8050)
