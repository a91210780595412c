"""The packages depend on each other in one direction. Reads the sources only, so it needs no PyTorch."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[1]
# A package may import itself and the packages on the right.
ALLOWED = {
    "data": (),
    "networks": ("data",),
    "teachers": ("data", "networks"),
    "fit": ("data", "networks", "teachers"),
    "export": ("data", "networks", "teachers", "fit"),
    "papers": ("data", "networks", "teachers", "fit", "export"),
}


def imported_packages(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source}: write imports in full"
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)


@pytest.mark.parametrize("package", ALLOWED)
def test_a_package_imports_only_the_packages_below_it(package):
    sources = list((TRAINING / package).glob("*.py"))
    assert sources
    for source in sources:
        above = (set(imported_packages(source)) & set(ALLOWED)) - {package, *ALLOWED[package]}
        assert not above, f"{source.relative_to(TRAINING)} imports {', '.join(sorted(above))}"


def test_every_module_is_in_a_package():
    assert not list(TRAINING.glob("*.py"))
