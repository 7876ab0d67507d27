"""The values that pass from room to room. No logic beyond what a value knows of itself."""

from checker.model.anatomy import Anatomy, Fact, Facts, Heading, Level, Part, PartKind, Sentence
from checker.model.document import Block, BlockKind, Document, Origin, Piece
from checker.model.finding import Basis, Edit, Evidence, Finding, Fix, Severity
from checker.model.label import CATEGORIES, ROLES, Category, Label, Role
from checker.model.place import Place
from checker.model.report import Failure, LabelledSentence, Report, Section
from checker.model.requirement import Requirement, When
from checker.model.rule import Context, Demand, Rule
from checker.model.suppression import Suppression, SuppressionState

__all__ = [
    "CATEGORIES",
    "ROLES",
    "Anatomy",
    "Basis",
    "Block",
    "BlockKind",
    "Category",
    "Context",
    "Demand",
    "Document",
    "Edit",
    "Evidence",
    "Fact",
    "Facts",
    "Failure",
    "Finding",
    "Fix",
    "Heading",
    "Label",
    "LabelledSentence",
    "Level",
    "Origin",
    "Part",
    "PartKind",
    "Piece",
    "Place",
    "Report",
    "Requirement",
    "Role",
    "Rule",
    "Section",
    "Sentence",
    "Severity",
    "Suppression",
    "SuppressionState",
    "When",
]
