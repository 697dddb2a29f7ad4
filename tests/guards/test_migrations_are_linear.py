"""One chain of migrations per application, and no model that has none."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

OURS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("minqing."))


@pytest.mark.parametrize("label", OURS)
def test_the_chain_has_one_beginning_one_end_and_no_branches(label: str) -> None:
    loader = MigrationLoader(None)
    own = {key: node for key, node in loader.graph.node_map.items() if key[0] == label}
    if not own:
        return
    children = [sum(child.key in own for child in node.children) for node in own.values()]
    assert children.count(0) == 1
    assert max(children) <= 1
    assert len([key for key in own if not any(parent.key in own for parent in own[key].parents)]) == 1


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    said = StringIO()
    call_command("makemigrations", *OURS, check=True, dry_run=True, stdout=said, verbosity=1)
    assert "No changes detected" in said.getvalue()
