"""A dialog that is given its answer, has it saved, and remembers what was refused."""

from collections.abc import Callable


def typing(answer: object, refused: list[str] | None = None) -> Callable[..., None]:
    """Stands for a dialog's `ask(…, save)`; the reason of a refusal goes to `refused`."""

    def ask(*asked, **_more) -> None:
        words = asked[-1](answer)
        if words and refused is not None:
            refused.append(words)

    return ask
