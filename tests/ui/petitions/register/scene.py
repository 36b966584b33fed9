"""What the register shows, and how it is told to look for its answers."""


def shown(page) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def numbers(page) -> dict[str, str]:
    return {title: card._number for title, card in page.cards.items()}


def look(page) -> None:
    page._reading._look()
    page._detail_reading._look()
