"""The mistakes that end an operation. Each holds one sentence that can be shown to a person.

WaymarkError
├── NotFound            an indicator, scorecard, period or upload that is not there
├── Refused             something that may not be done, with the reason
│   ├── UnreadableFile  a file that is no table of indicators
│   ├── BadCatalogue    a catalogue that cannot be kept
│   ├── BadForm         what somebody typed, with each part of it that is wrong
│   │   ├── BadEvent        of an event
│   │   ├── BadTarget       of a target
│   │   ├── BadPopulation   of a population
│   │   ├── BadMeeting      of a meeting
│   │   ├── BadPreparation  of what to publish for a meeting
│   │   ├── BadReasons      of why figures were revised
│   │   ├── BadCouncil      of which council is ours
│   │   ├── BadWithdrawal   of why something is taken back, and by whom
│   │   └── BadRule         of what is withheld as a small number
│   ├── BadTable        figures or a rule that small numbers cannot be withheld by
│   └── CannotWithhold  a small number that nothing left to withhold would keep secret
├── Busy                something that others are having done, and that can be asked for again in a moment
└── StoreUnavailable    the database does not answer, or is of another version
"""

from kpis.model.problems import Problem


class WaymarkError(Exception):
    """The root: its text is a sentence for the reader."""


class NotFound(WaymarkError):
    """What was asked for does not exist."""


class Refused(WaymarkError):
    """What was asked for is not done, and nothing has changed."""


class UnreadableFile(Refused):
    """The file cannot be read as a spreadsheet at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.message} {problem.what_to_do}")
        self.problem = problem


class BadCatalogue(Refused):
    """A catalogue that breaks its own rules: the sentence lists them all."""


class BadForm(Refused):
    """What was typed cannot be kept; `mistakes` are the parts that are wrong, each with its sentence."""

    def __init__(self, mistakes: tuple[tuple[str, str], ...]) -> None:
        super().__init__(" ".join(sentence for _, sentence in mistakes))
        self.mistakes = mistakes


class BadEvent(BadForm):
    """What was typed of an event cannot be kept."""


class BadTarget(BadForm):
    """What was typed of a target cannot be kept."""


class BadPopulation(BadForm):
    """What was typed of a population cannot be kept."""


class BadMeeting(BadForm):
    """What was typed of a meeting cannot be kept."""


class BadPreparation(BadForm):
    """A scorecard cannot be prepared or published for a meeting as it was asked for."""


class BadReasons(BadForm):
    """What was typed of why figures were revised cannot be kept."""


class BadCouncil(BadForm):
    """What was chosen as our council cannot be kept."""


class BadWithdrawal(BadForm):
    """What was typed of why something is taken back, or by whom, cannot be kept."""


class BadRule(BadForm):
    """What was typed of a rule of small numbers cannot be kept."""


class BadTable(Refused):
    """Figures, or a rule of small numbers, that make no sense: the sentence names them all."""


class CannotWithhold(Refused):
    """No choice of figures keeps these secret, or none was found in the time allowed; `keys` names them."""

    def __init__(self, sentence: str, keys: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.keys = keys


class Busy(WaymarkError):
    """Too many ask for the same heavy work at once; nothing was done."""


class StoreUnavailable(WaymarkError):
    """The store does not answer."""
