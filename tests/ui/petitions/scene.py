"""Two petitions of two batches, and what is done again and again on the page 信访件."""

import threading

FIRST, SECOND = "D3GS202606070006", "D3GS202606090011"
FINDINGS = "（一）关于“甲厂噪声”问题。经查属实。（二）关于“乙厂异味”问题。经查不属实。"


def shown(page) -> list[str]:
    model = page.register.grid.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(page, number: str) -> None:
    page.register.grid.selectRow(shown(page).index(number))


def open_tab(page, name: str):
    page.show_filter(name)
    return page.panels[name]


def noting(threads, work):
    """The work, and on which thread it was done."""

    def noted(*args, tick):
        threads.append(threading.get_ident())
        return work(*args, tick=tick)

    return noted


def assert_beside_the_window(threads):
    assert threads
    assert threading.main_thread().ident not in threads


def saving(answer, refusals=None):
    """A dialog in which this is answered and saved at once; why it was refused goes to `refusals`."""

    def ask(*found):
        if (refused := found[-1](answer)) and refusals is not None:
            refusals.append(refused)

    return ask
