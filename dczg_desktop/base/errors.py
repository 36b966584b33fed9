"""The two kinds of bad news: refusals (one, raised) and faults (many, values with a place)."""

from dataclasses import dataclass


class UserError(Exception):
    """A refusal whose text is shown to the user as it is: what happened, to which item, what to do next."""


class GateClosed(UserError):
    """An act refused for one or more named reasons; `reasons` holds them one sentence each."""

    def __init__(self, subject: str, reasons: list[str]) -> None:
        super().__init__(
            f"{subject}暂不能办理，共 {len(reasons)} 条原因：\n" + "\n".join(f"· {text}" for text in reasons)
        )
        self.subject = subject
        self.reasons = reasons


class Cancelled(Exception):
    """The user pressed Cancel; leaves through the transaction, which rolls back. Shown nowhere."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in data: where it stands (sheet and cell, or record), what stands there, what to do."""

    place: str
    value: str
    message: str

    def parts(self) -> tuple[str, str]:
        """The message as what is wrong and what is proposed; the second is empty when nothing is."""
        start = self.message.find("请")
        if start < 0:
            return self.message, ""
        cut = max(self.message.rfind(sign, 0, start) for sign in "。，；：")
        return self.message[: cut + 1].rstrip("，；："), self.message[cut + 1 :]
