"""Every id that a callback, a label or a script names. Never spelt anywhere else."""


class Shell:
    """Each page's frame."""

    MAIN = "shell-main"


class Chart:
    """The chart of one indicator, the one part of a page that Dash itself keeps alive."""

    ROOT = "react-entry-point"  # Dash's own name for where it begins
    ADDRESS = "chart-address"
    PLACE = "chart-place"
    GRAPH = "chart-graph"
    AREAS_GRAPH = "chart-areas-graph"


class Scorecard:
    """The filters of a scorecard; layouts/assets/scorecard.js knows them by these names."""

    FILTERS = "scorecard-filters"
    PERIOD = "scorecard-period"
    SECTION = "scorecard-section"
    RAG = "scorecard-rag"
    DIRECTION = "scorecard-direction"
    CHANGE = "scorecard-change"
    WORDS = "scorecard-words"
    COUNT = "scorecard-count"
    FILES = "scorecard-files"
    PRINT = "scorecard-print"
    NOTHING = "scorecard-nothing"


class Indicator:
    """The parts of an indicator's page that other pages lead to."""

    ASK = "what-to-ask"


class Upload:
    """The form that takes a workbook; layouts/assets/upload.js knows it by these names."""

    FORM = "upload-form"
    NAME = "upload-name"
    FILE = "upload-file"
    PROGRESS = "upload-progress"
    ANSWERS = "upload-answers"
    QUESTIONS = "upload-questions"

    @staticmethod
    def question(key: str) -> str:
        """The box that answers one question, or with a check's code all of its questions."""
        return f"upload-question-{key}"

    @staticmethod
    def verdict(code: str, period: str) -> str:
        """The row of a figure whose verdict would change."""
        return f"upload-verdict-{code}-{period}".replace(" ", "-").replace("/", "-")


class SmallNumbers:
    """The forms that set what a scorecard withholds."""

    @staticmethod
    def of(scorecard: str, name: str) -> str:
        """A field of one scorecard's form."""
        return f"small-numbers-{scorecard}-{name}".replace(" ", "-")


class Compare:
    """What is chosen on the page of a comparison."""

    YEAR = "compare-year"
    MODEL = "compare-model"


class Comparators:
    """The form that takes a file about other areas."""

    NAME = "comparators-name"
    FILE = "comparators-file"
    PUBLICATION = "comparators-publication"


class OurCouncil:
    """The form that says which council is ours."""

    AUTHORITY = "our-council-authority"
    MODEL = "our-council-model"
    NAME = "our-council-name"
    REASON = "our-council-reason"


class Uploads:
    """The list of uploads and the form that undoes one."""

    NAME = "uploads-name"
    REASON = "uploads-reason"


class Targets:
    """The forms that set a target and withdraw one."""

    TARGET = "targets-target"
    TOLERANCE = "targets-tolerance"
    TOLERANCE_KIND = "targets-tolerance-kind"
    SOURCE = "targets-source"
    REASON = "targets-reason"
    IN_FORCE_FROM = "targets-in-force-from"
    NAME = "targets-name"
    AGREED = "targets-agreed"

    @staticmethod
    def of(scorecard: int) -> str:
        """The heading of a scorecard in the list, counted from 1."""
        return f"targets-of-{scorecard}"


class Populations:
    """The form that adds a population."""

    AREA = "populations-area"
    YEAR = "populations-year"
    NUMBER = "populations-number"
    SOURCE = "populations-source"
    REASON = "populations-reason"
    NAME = "populations-name"


class Events:
    """The forms that record an event and withdraw one."""

    DAY = "events-day"
    TITLE = "events-title"
    SUBJECT = "events-subject"
    REBASELINE = "events-rebaseline"
    NAME = "events-name"
    REASON = "events-reason"


class Meetings:
    """The forms that add a meeting, publish a scorecard for it and withdraw what was published."""

    COMMITTEE = "meetings-committee"
    DAY = "meetings-day"
    NAME = "meetings-name"
    PUBLISH_NAME = "meetings-publish-name"
    REASON = "meetings-reason"
    CAUSE = "meetings-cause"
    PERIOD = "meetings-period"
    PUBLISH = "meetings-publish"
    WITHHOLD = "meetings-withhold"

    @classmethod
    def cause(cls, number: int | str) -> str:
        """Why one figure was revised."""
        return f"{cls.CAUSE}-{number}"

    @classmethod
    def words(cls, number: int | str) -> str:
        """The same in words."""
        return f"{cls.CAUSE}-{number}-words"


class Commentary:
    """The forms of words; layouts/assets/commentary.js knows the form by this name."""

    FORM = "commentary-form"
    NAME = "commentary-name"
    KEPT = "commentary-kept"

    @staticmethod
    def words(key: str) -> str:
        """The box for the words on one subject."""
        return f"commentary-words-{key}"


class SignIn:
    """The sign-in page, the page that asks for the password again, and the page where one is chosen."""

    NAME = "sign-in-name"
    PASSWORD = "sign-in-password"  # noqa: S105 - the id of a box
    AGAIN = "sign-in-password-again"


class People:
    """The forms that add a person and change one."""

    NAME = "people-name"
    ROLE = "people-role"
    LINK = "people-link"
