"""The check of words on the sentences that were published, and on true ones spoilt on purpose."""

import csv

import pytest

from benchmarks.words import SENTENCES, findings, is_found, measure, published_sentences, written_sentences
from kpis.model.people import Asker
from kpis.operations.scorecard import scorecard_for

PUBLISHED = published_sentences()
LEAST_OF_FAULTS = {
    "one digit changed": 0.9,
    "another period's figure": 0.85,
    "England's or the neighbours' figure for ours": 0.8,
    "the direction turned round": 0.7,
}


@pytest.fixture(scope="module")
def scorecards(published):
    keys = {(s.scorecard, s.period) for s in [*PUBLISHED, *written_sentences()] if s.scorecard}
    return {key: scorecard_for(published, Asker("a test"), *key) for key in keys}


def test_at_least_sixty_true_sentences_and_every_false_one_are_collected():
    assert sum(s.verdict == "true" for s in PUBLISHED) >= 60
    assert {s.verdict for s in PUBLISHED} == {"true", "false", "likely"}
    assert all(s.quoted in s.words for s in PUBLISHED)
    assert all(bool(s.quoted) is (s.verdict != "true") for s in PUBLISHED)


def test_every_sentence_names_indicators_of_its_scorecard_and_says_its_sum(scorecards):
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["line"].isdigit()
            assert row["arithmetic"]
            if row["scorecard"]:
                codes = {r.indicator.code for r in scorecards[row["scorecard"], row["period"]].rows}
                assert set(row["codes"].split()) <= codes


@pytest.mark.parametrize("sentence", [s for s in PUBLISHED if s.is_provable], ids=lambda s: s.words[:40])
def test_every_false_sentence_that_the_data_can_prove_is_found(sentence, scorecards):
    assert is_found(sentence, scorecards)


def test_at_most_one_true_sentence_in_ten_is_doubted(scorecards):
    true = [s for s in PUBLISHED if s.verdict == "true" and s.scorecard]
    doubted = [s.words for s in true if any(f.is_doubt for f in findings(s, scorecards))]
    assert len(doubted) * 10 <= len(true), doubted


def test_sentences_of_our_own_are_told_apart_as_well(scorecards):
    sentences = written_sentences()
    false = [s for s in sentences if s.is_provable]
    missed = [s.words for s in false if not any(f.is_doubt for f in findings(s, scorecards))]
    true = [s for s in sentences if not s.is_provable]
    doubted = [s.words for s in true if any(f.is_doubt for f in findings(s, scorecards))]
    assert len(missed) * 10 <= len(false), missed
    assert len(doubted) * 10 <= len(true), doubted


def test_most_seeded_faults_are_found(scorecards):
    rates = measure(PUBLISHED, scorecards)
    for kind, least in LEAST_OF_FAULTS.items():
        found, tried = rates.faults_found[kind]
        assert found >= least * tried, kind
