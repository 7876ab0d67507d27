"""The values that pass from room to room. No logic beyond what a value knows of itself."""

from checker.model.anatomy import Anatomy, Fact, Facts, Heading, Level, Part, PartKind, Sentence
from checker.model.document import Block, BlockKind, Cell, Document, Origin, Piece, Residue, ResidueKind, Table
from checker.model.finding import Basis, Edit, Evidence, Finding, Fix, Severity
from checker.model.label import CATEGORIES, ROLES, Category, Label, Role
from checker.model.layout import Alignment, Layout, PageNumber, PageSetup, Run, SetParagraph
from checker.model.lexicon import (
    Abbreviation,
    Confusion,
    Event,
    Formula,
    Lexicon,
    Outdated,
    Plan,
    Statute,
    Typeface,
    Word,
)
from checker.model.place import Place
from checker.model.report import Failure, Known, LabelledSentence, Passage, Report, Section
from checker.model.requirement import Requirement, When
from checker.model.rule import Context, Demand, Previous, Rule
from checker.model.suppression import Suppression, SuppressionState

__all__ = [
    "CATEGORIES",
    "ROLES",
    "Abbreviation",
    "Alignment",
    "Anatomy",
    "Basis",
    "Block",
    "BlockKind",
    "Category",
    "Cell",
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
    "Known",
    "Label",
    "LabelledSentence",
    "Layout",
    "Level",
    "Lexicon",
    "Origin",
    "Outdated",
    "PageNumber",
    "PageSetup",
    "Part",
    "PartKind",
    "Passage",
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
    "Run",
    "Section",
    "Sentence",
    "SetParagraph",
    "Severity",
    "Statute",
    "Suppression",
    "SuppressionState",
    "Table",
    "Typeface",
    "When",
    "Word",
]
