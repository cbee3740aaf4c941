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


class Scorecard:
    """The filters of a scorecard; layouts/assets/scorecard.js knows them by these names."""

    FILTERS = "scorecard-filters"
    PERIOD = "scorecard-period"
    SECTION = "scorecard-section"
    RAG = "scorecard-rag"
    DIRECTION = "scorecard-direction"
    WORDS = "scorecard-words"
    COUNT = "scorecard-count"
    NOTHING = "scorecard-nothing"


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


class Uploads:
    """The list of uploads and the form that undoes one."""

    NAME = "uploads-name"
    REASON = "uploads-reason"


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
