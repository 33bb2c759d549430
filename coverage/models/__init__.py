"""Keeps: what is stored, with the rules a database can hold."""

from .articles import Article, ArticleVersion, Passage
from .assignments import (
    Adjudication,
    AssignedArticle,
    AssignedCoder,
    Assignment,
    CodedArticle,
)
from .audit import AuditEntry
from .claims import Claim, ClaimAppearance, Quantity
from .codingchanges import AssignmentChange, TagMerge
from .deletions import Deletion
from .documents import Document
from .feeds import Feed, FeedEntry
from .foreseen import Foreseen, ForeseenKey
from .hosts import HostTurn
from .jobs import ItemBytes, Job, JobItem
from .lines import LineInArticle, OutletLine
from .machine import MachineRead, MadeBy, SpanRow, State
from .marked import MarkedWords
from .orphans import Orphan
from .outlets import Outlet, OutletChange, OutletName
from .people import Granted, Invitation, SignedIn
from .posts import EmbeddedPost, PostAppearance
from .quotes import Quote, Utterance
from .reviewing import ReviewAction, ReviewedMark
from .rulings import RuledPlace, Ruling
from .sharing import SharedText, Sketch, SketchKey
from .speakers import (
    Naming,
    Speaker,
    SpeakerChange,
    SpeakerDecision,
    SpeakerInArticle,
    SpeakerName,
)
from .stories import ArticleTerm, Comparison, Membership, Redirect, Story
from .storychanges import Regrouping, StoryChange, StoryPair
from .tags import Codebook, Coding, Note, Tag
from .tokens import Sending, Token
from .uncompared import Uncompared

__all__ = [
    "Adjudication",
    "Article",
    "ArticleTerm",
    "ArticleVersion",
    "AssignedArticle",
    "AssignedCoder",
    "Assignment",
    "AssignmentChange",
    "AuditEntry",
    "Claim",
    "ClaimAppearance",
    "Codebook",
    "CodedArticle",
    "Coding",
    "Comparison",
    "Deletion",
    "Document",
    "EmbeddedPost",
    "Feed",
    "FeedEntry",
    "Foreseen",
    "ForeseenKey",
    "Granted",
    "HostTurn",
    "Invitation",
    "ItemBytes",
    "Job",
    "JobItem",
    "LineInArticle",
    "MachineRead",
    "MadeBy",
    "MarkedWords",
    "Membership",
    "Naming",
    "Note",
    "Orphan",
    "Outlet",
    "OutletChange",
    "OutletLine",
    "OutletName",
    "Passage",
    "PostAppearance",
    "Quantity",
    "Quote",
    "Redirect",
    "Regrouping",
    "ReviewAction",
    "ReviewedMark",
    "RuledPlace",
    "Ruling",
    "Sending",
    "SharedText",
    "SignedIn",
    "Sketch",
    "SketchKey",
    "SpanRow",
    "Speaker",
    "SpeakerChange",
    "SpeakerDecision",
    "SpeakerInArticle",
    "SpeakerName",
    "State",
    "Story",
    "StoryChange",
    "StoryPair",
    "Tag",
    "TagMerge",
    "Token",
    "Uncompared",
    "Utterance",
]
