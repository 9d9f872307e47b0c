"""The records an editor writes, one class a kind. Shapes only: what they mean together is the resolver's and the checks' work."""

from generator.models.claim import Absence, Answer, Citation, Claim, Inference, Position, Question, Relation, Role, Speaker, Topic
from generator.models.entity import Actor, Alias, Entity, Faction, Place
from generator.models.explainer import Explainer, Section
from generator.models.settings import Distance, Exclusion, Map, Origin, RelationType, Settings
from generator.models.source import SetAside, Source

__all__ = [
    "Absence", "Actor", "Alias", "Answer", "Citation", "Claim", "Distance", "Entity", "Exclusion", "Explainer", "Faction", "Inference", "Map",
    "Origin", "Place", "Position", "Question", "Relation", "RelationType", "Role", "Section", "SetAside", "Settings", "Source", "Speaker", "Topic",
]  # fmt: skip
