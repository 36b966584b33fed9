"""本单位: our installation as others must know it, and the card to give away."""

from dczg_desktop.services import ledgers
from ui.dialogs.enrolment import FingerprintView
from ui.widgets.cards import SectionCard
from ui.widgets.words import button, label, passage


class OurCard(SectionCard):
    """Our installation as others must know it."""

    def __init__(self) -> None:
        super().__init__("本单位")
        self.name, self.facts = passage("", "strong"), passage("", "secondary")
        self.fingerprint = FingerprintView()
        self.export_button = button("导出本单位卡片(&E)")
        advice = "上级、下级登记本单位时，会打电话来核对这 24 位数字。请从左到右、逐组念给对方听。"
        for widget in (self.name, self.facts, label("本机指纹", "strong"), self.fingerprint):
            self.body.addWidget(widget)
        self.body.addWidget(passage(advice, "secondary"))
        self.body.addWidget(self.export_button)
        self.body.addStretch(1)

    def show_office(self, office: ledgers.OfficeCard, fingerprint: str) -> None:
        """Show who we are."""
        self.name.setText(office.name)
        self.facts.setText(f"代码 {office.code}　{office.level}级\n本机标识 {short(office.replica)}")
        self.facts.setToolTip(office.replica)
        self.fingerprint.show_digits(fingerprint)


def short(replica: str) -> str:
    """The beginning of an installation id, enough to tell two computers apart."""
    return replica[:8].upper()
