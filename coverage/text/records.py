"""Records that are made by the hundred for each article, in three fifths of the time."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

Record = TypeVar("Record")


def quickly_made(record: type[Record]) -> type[Record]:
    """Give a frozen dataclass with slots an `__init__` that does the same and looks nothing up.

    Its own asks for `object.__setattr__` and for the slot, by its name, for every field.
    """
    known: dict[str, Any] = {"missing": MISSING}
    parameters, steps = ["self"], []
    for field in fields(record):  # type: ignore[arg-type]  # a decorator cannot say: a dataclass
        name = field.name
        known[f"set_{name}"] = vars(record)[name].__set__
        if field.default is not MISSING:
            known[f"default_{name}"] = field.default
            parameters.append(f"{name}=default_{name}")
        elif field.default_factory is not MISSING:
            known[f"make_{name}"] = field.default_factory
            parameters.append(f"{name}=missing")
            steps.append(f" if {name} is missing: {name} = make_{name}()")
        else:
            parameters.append(name)
        steps.append(f" set_{name}(self, {name})")
    lines = [f"def __init__({', '.join(parameters)}):", *steps]
    exec("\n".join(lines), known)  # noqa: S102 - as dataclasses itself does
    record.__init__ = known["__init__"]  # type: ignore[method-assign]
    return record
