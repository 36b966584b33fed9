"""Packages with a forged manifest, for attacks by name on the exchange: each is refused or made visible, and the ledger untouched."""

from dataclasses import replace

import pytest

from dczg_desktop.services.outgoing import shipments

SENDING = "dczg_desktop.services.outgoing.shipments.write_package"


@pytest.fixture
def forging(offices, monkeypatch):
    """`forging(sender, receiver, change, key=None)` writes a package whose manifest was changed before it was signed."""

    def make(sender, receiver, change, key=None):
        whole = shipments.write_package

        def write(target, outgoing, sign, *rest):
            forged = replace(outgoing, manifest=change(outgoing.manifest))
            written = whole(target, forged, key.sign if key else sign, *rest)
            return replace(written, manifest=replace(written.manifest, sequence=outgoing.manifest.sequence))

        with monkeypatch.context() as patch:
            patch.setattr(SENDING, write)
            return offices.package(sender, receiver)

    return make
