"""The schemas of one project, in build/schemas: those of the models, with the ids that the project has, so that an editor offers
them. Not committed, since each new claim would change them; made anew by every build and by `explainer schemas`.
"""

from __future__ import annotations

from pathlib import Path

from generator import manual, schemas, writer
from generator.site import Site

FOLDER = "build/schemas"


def known(site: Site) -> dict[str, dict[str, str]]:
    """The ids of a site by their kind (see `models.base`), each with what it stands for in a few words, in reading order."""
    return {
        "sources": {source.id: f"{source.container_title}, {source.issued}" for source in site.sources.values()},
        "entities": {entity.id: entity.name for entity in site.entities.values()},
        "claims": {claim.id: claim.text for claim in site.live_claims},
        "questions": {question.id: question.text for question in site.questions.values()},
        "explainers": {explainer.id: explainer.question for explainer in site.explainers.values()},
        "origins": {origin.id: origin.name for origin in site.settings.origins},
        "relation types": {kind.id: f"A {kind.label} B; B {kind.inverse} A" for kind in site.settings.relation_types},
        "checks": manual.titles(),
    }


def write(project: Path, site: Site) -> writer.Changes:
    """What changed in build/schemas, which holds a schema for each kind of file afterwards. Raises as `writer.mirror`."""
    return writer.mirror(project / FOLDER, {name: text.encode("utf-8") for name, text in schemas.schemas(known(site)).items()})
