"""A verdict against target as a tag: letter, shape, word and colour, never colour alone."""

from __future__ import annotations

from dash import html

from kpis.model.verdicts import Rag, RagVerdict
from kpis.scorecard.palette import RAG_LOOKS
from kpis.scorecard.wording import rag_words


def rag_tag(verdict: RagVerdict) -> html.Span:
    """Red, amber or green as a tag; not rated as quiet words."""
    if verdict.rag is Rag.NOT_RATED:
        return html.Span(rag_words(verdict), className="tag-none")
    return html.Span(
        [html.Span(RAG_LOOKS[verdict.rag].shape, **{"aria-hidden": "true"}), " ", rag_words(verdict)],
        className=f"tag tag-{verdict.rag.value}",
    )
