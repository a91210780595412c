"""The widgets of the options page, the same in Qt 5 and Qt 6."""

from .core import POLICIES


class Widgets:
    """Fills a page with widgets. `widgets` is the module QtWidgets of Picard's Qt."""

    def __init__(self, page, widgets):
        layout = widgets.QFormLayout(page)
        self.command = widgets.QLineEdit(page)
        self.policy = widgets.QComboBox(page)
        self.policy.addItems(POLICIES)
        self.on_load = widgets.QCheckBox("Analyse files when they are loaded", page)
        layout.addRow("Command:", self.command)
        layout.addRow("An existing genre:", self.policy)
        layout.addRow(self.on_load)

    def load(self, options) -> None:
        self.command.setText(options["command"])
        self.policy.setCurrentText(options["policy"])
        self.on_load.setChecked(options["analyse_on_load"])

    def values(self) -> dict:
        return {
            "command": self.command.text().strip(),
            "policy": self.policy.currentText(),
            "analyse_on_load": self.on_load.isChecked(),
        }
