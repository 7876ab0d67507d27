"""The values that pass from room to room. No logic beyond what a value knows of itself."""

from checker.model.anatomy import Anatomy, Fact, Facts, Heading, Level, Part, PartKind, Sentence
from checker.model.document import Block, BlockKind, Document, Origin, Piece, Residue, ResidueKind
from checker.model.finding import Basis, Edit, Evidence, Finding, Fix, Severity
from checker.model.label import CATEGORIES, ROLES, Category, Label, Role
from checker.model.lexicon import Abbreviation, Confusion, Event, Formula, Lexicon, Outdated, Plan, Statute, Word
from checker.model.place import Place
from checker.model.report import Failure, LabelledSentence, Report, Section, unread
from checker.model.requirement import Requirement, When
from checker.model.rule import Context, Demand, Previous, Rule
from checker.model.suppression import Suppression, SuppressionState

__all__ = [
    "CATEGORIES",
    "ROLES",
    "Abbreviation",
    "Anatomy",
    "Basis",
    "Block",
    "BlockKind",
    "Category",
    "Confusion",
    "Context",
    "Demand",
    "Document",
    "Edit",
    "Event",
    "Evidence",
    "Fact",
    "Facts",
    "Failure",
    "Finding",
    "Fix",
    "Formula",
    "Heading",
    "Label",
    "LabelledSentence",
    "Level",
    "Lexicon",
    "Origin",
    "Outdated",
    "Part",
    "PartKind",
    "Piece",
    "Place",
    "Plan",
    "Previous",
    "Report",
    "Requirement",
    "Residue",
    "ResidueKind",
    "Role",
    "Rule",
    "Section",
    "Sentence",
    "Severity",
    "Statute",
    "Suppression",
    "SuppressionState",
    "When",
    "Word",
    "unread",
]
