"""Takes the schemas; proves that the types of the records follow from them and from nothing else."""

import importlib.util
from pathlib import Path

import pytest

from aqwal import contract, paths, typed_records
from aqwal.cli import main
from aqwal.typed_records import record_types_source


def test_record_types_are_those_the_schemas_give() -> None:
    assert paths.RECORD_TYPES.read_text("utf-8") == record_types_source(), "run `aqwal types`"


def test_every_kind_has_a_type_with_the_fields_of_its_schema(tmp_path: Path) -> None:
    path = tmp_path / "types_now.py"
    path.write_text(record_types_source(), "utf-8")
    spec = importlib.util.spec_from_file_location("types_now", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for kind in typed_records.KINDS:
        record_type = getattr(module, kind.capitalize())
        assert list(record_type.__annotations__) == list(contract.schema_of(kind)["properties"])


def test_check_tells_drift_and_types_mends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                              capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "record_types.py"
    path.write_text("# old\n", "utf-8")
    monkeypatch.setattr(paths, "RECORD_TYPES", path)
    assert main(["types", "--check"]) == 1
    assert "run `aqwal types`" in capsys.readouterr().err
    assert path.read_text("utf-8") == "# old\n"
    assert main(["types"]) == 0
    assert main(["types", "--check"]) == 0
    assert path.read_text("utf-8") == record_types_source()
