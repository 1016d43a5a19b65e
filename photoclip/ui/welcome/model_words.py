"""What is said of a model: its title, what it is good for, and its facts in one line."""

from PySide6.QtCore import QLocale

from photoclip.settings import TowerChoice
from photoclip.ui.speech import tr
from photoclip.ui.welcome.choices import Choice


def title(choice: Choice) -> str:
    """A name for people; its own where it is no recommended one."""
    if choice.built_in:
        return tr("Models", "Built-in demo model")
    return {
        "ViT-B-32/laion2b_s34b_b79k": tr("Models", "Quick"),
        "ViT-B-32-256/datacomp_s34b_b86k": tr("Models", "Quick and sharp"),
        "ViT-B-16/datacomp_xl_s13b_b90k": tr("Models", "Detailed"),
        "ViT-L-14/datacomp_xl_s13b_b90k": tr("Models", "Thorough"),
        "xlm-roberta-base-ViT-B-32/laion5b_s13b_b90k": tr("Models", "Many languages"),
    }.get(choice.tag, choice.name)


def technical_name(choice: Choice) -> str:
    """What experts call it, empty where the title says it."""
    return "" if title(choice) == choice.name else choice.tag or choice.name


def description(choice: Choice) -> str:
    """What it is good for."""
    if choice.built_in:
        return tr(
            "Models",
            "Comes with photoclip and shows how searching works. It knows the scenes of the "
            "sample library and about 150 everyday things: for your own photos, take another.",
        )
    return {
        "ViT-B-32/laion2b_s34b_b79k": tr(
            "Models", "A good first choice: quick on any computer, knows most everyday things."
        ),
        "ViT-B-32-256/datacomp_s34b_b86k": tr(
            "Models", "Nearly as quick, and finds more; the best small model."
        ),
        "ViT-B-16/datacomp_xl_s13b_b90k": tr(
            "Models", "Sees finer detail; about four times slower."
        ),
        "ViT-L-14/datacomp_xl_s13b_b90k": tr(
            "Models", "The best answers; for computers with a graphics card, or for patience."
        ),
        "xlm-roberta-base-ViT-B-32/laion5b_s13b_b90k": tr(
            "Models", "Ask in your own language; pictures are as quick as with the small models."
        ),
    }.get(choice.tag, choice.description)


def facts(choice: Choice) -> str:
    """Size, languages, licence and, once it was measured, speed."""
    parts = [
        size(choice.megabytes * 1_000_000) if choice.megabytes else "",
        ", ".join(map(_language, choice.languages)),
        tr("Models", "{licence} licence").format(licence=choice.licence) if choice.licence else "",
        speed(choice.measured) if choice.measured else "",
    ]
    return " · ".join(part for part in parts if part)


def speed(measured: TowerChoice) -> str:
    """How fast it was on this machine."""
    rate = measured.images_per_second
    number = QLocale().toString(rate, "f", 0 if rate >= 10 else 1)
    return tr("Models", "{number} photos a second here ({device})").format(
        number=number, device=device_name(measured.device)
    )


def device_name(device: str) -> str:
    """A device of torch as people call it."""
    return {
        "cpu": tr("Models", "processor"),
        "cuda": tr("Models", "graphics card"),
        "mps": tr("Models", "Apple graphics"),
    }.get(device, device)


def size(number_of_bytes: int) -> str:
    """A size as people read it."""
    return QLocale().formattedDataSize(
        number_of_bytes, 0 if number_of_bytes < 1e9 else 1, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def _language(name: str) -> str:
    return {
        "English": tr("Models", "English"),
        "100 languages": tr("Models", "100 languages"),
    }.get(name, name)
