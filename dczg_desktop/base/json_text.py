"""JSON as it is stored: Chinese as it is, no blanks; the encoder is made once, not for every value (there are a thousand in a package)."""

import json
import json.encoder
from collections.abc import Callable
from typing import Any


def encoder(*, sort_keys: bool) -> Callable[[Any], str]:
    """What makes JSON of a value without cycles, as `json.dumps` does with these settings."""
    plain = json.JSONEncoder(
        ensure_ascii=False, sort_keys=sort_keys, separators=(",", ":"), check_circular=False
    )
    quick = getattr(json.encoder, "c_make_encoder", None)
    if quick is None:
        return plain.encode
    quoted = json.encoder.encode_basestring
    pieces = quick(None, plain.default, quoted, None, ":", ",", sort_keys, False, True)  # noqa: FBT003 - its own signature

    def text(value: Any) -> str:
        return quoted(value) if type(value) is str else "".join(pieces(value, 0))

    return text
