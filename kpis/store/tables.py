"""The tables. Figures, targets and definitions are only ever added: the newest row of a key is the one that counts.

A row of `uploads` is a workbook taken in, or, with `undoes`, the undoing of one. A figure that an undo put back has the
undo as its `upload_id` and, as its `origin_id`, the upload whose file holds its cell.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData()

uploads = Table(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("scorecard", Text, nullable=False),
    Column("uploaded_by", Text, nullable=False),
    Column("uploaded_at", DateTime(timezone=True), nullable=False),
    Column("unchanged", Integer),
    Column("undoes", Integer, ForeignKey("uploads.id")),
    Column("reason", Text, nullable=False, server_default=""),
)

observations = Table(
    "observations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("period_kind", String(20), nullable=False),
    Column("period_year", Integer, nullable=False),
    Column("period_number", Integer, nullable=False),
    Column("value", Float),
    Column("marker", String(30)),
    Column("numerator", Float),
    Column("denominator", Float),
    Column("note", Text, nullable=False),
    Column("as_written", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    Column("origin_id", Integer, ForeignKey("uploads.id")),
    Column("is_withdrawn", Boolean, nullable=False, server_default=false()),
    Index("observations_by_code", "code", "period_kind", "period_year", "period_number", "id"),
    Index("observations_by_upload", "upload_id"),
)

comparators = Table(
    "comparators",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("period_kind", String(20)),
    Column("period_year", Integer),
    Column("period_number", Integer),
    Column("value", Float),
    Column("marker", String(30)),
    Column("as_written", Text, nullable=False),
    Column("same_definition", Boolean),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    Column("origin_id", Integer, ForeignKey("uploads.id")),
    Column("is_withdrawn", Boolean, nullable=False, server_default=false()),
    Index("comparators_by_code", "code", "name", "id"),
    Index("comparators_by_upload", "upload_id"),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_by", Text, nullable=False),
    Column("answered_at", DateTime(timezone=True), nullable=False),
    Index("answers_by_indicator", "indicator", "id"),
    Index("answers_by_upload", "upload_id"),
)

indicators = Table(
    "indicators",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("ref", Text, nullable=False),
    Column("scorecard", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", String(30), nullable=False),
    Column("decimals", Integer, nullable=False),
    Column("basis", String(30), nullable=False),
    Column("polarity", String(30), nullable=False),
    Column("counts_children", Boolean, nullable=False),
    Column("whole", Text, nullable=False),
    Column("numerator", Text, nullable=False),
    Column("denominator", Text, nullable=False),
    Column("count_of", Text, nullable=False),
    Column("proxy", Boolean, nullable=False),
    Column("aliases", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("flag", Text, nullable=False),
    Column("adds_to", Text, nullable=False, server_default=""),
    Column("takes_from", Text, nullable=False, server_default=""),
    Column("saved_by", Text, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
    Index("indicators_by_code", "code", "id"),
)

targets = Table(
    "targets",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("low", Float),
    Column("high", Float),
    Column("amber_low", Float),
    Column("amber_high", Float),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("tolerance", Float),
    Column("tolerance_kind", String(20)),
    Column("in_force_from", Date),
    Column("saved_by", Text, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
    Column("is_set_alone", Boolean, nullable=False, server_default=false()),
    Index("targets_by_code", "code", "id"),
)

target_withdrawals = Table(
    "target_withdrawals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("target_id", Integer, ForeignKey("targets.id"), nullable=False, unique=True),
    Column("reason", Text, nullable=False),
    Column("withdrawn_by", Text, nullable=False),
    Column("withdrawn_at", DateTime(timezone=True), nullable=False),
)

scorecards = Table(
    "scorecards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
)

signs = Table(
    "signs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scorecard", Text, nullable=False),
    Column("sign", Text, nullable=False),
    Column("marker", String(30), nullable=False),
    Column("words", Text, nullable=False),
)

populations = Table(
    "populations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("is_set_alone", Boolean, nullable=False, server_default=false()),
)

small_number_settings = Table(
    "small_number_settings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scorecard", Text, nullable=False),
    Column("largest", Integer, nullable=False),
    Column("zero_is_shown", Boolean, nullable=False),
    Column("symbol", Text, nullable=False),
    Column("joint_counts_are_small_numbers", Boolean, nullable=False),
    Column("rest_is_a_small_number", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("committee", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("committee", "held_on", name="one_meeting_a_day"),
)

publications = Table(
    "publications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", Integer, ForeignKey("meetings.id"), nullable=False),
    Column("scorecard", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("period_kind", String(20), nullable=False),
    Column("period_year", Integer, nullable=False),
    Column("period_number", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("published_by", Text, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Index("publications_by_scorecard", "scorecard", "id"),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("publication_id", Integer, ForeignKey("publications.id"), nullable=False, unique=True),
    Column("reason", Text, nullable=False),
    Column("withdrawn_by", Text, nullable=False),
    Column("withdrawn_at", DateTime(timezone=True), nullable=False),
)

commentary = Table(
    "commentary",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scorecard", Text, nullable=False),
    Column("period_kind", String(20), nullable=False),
    Column("period_year", Integer, nullable=False),
    Column("period_number", Integer, nullable=False),
    Column("section", Text, nullable=False),
    Column("question", String(20)),
    Column("code", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("by_when", Date),
    Column("figures", Text, nullable=False),
    Column("written_by", Text, nullable=False),
    Column("written_at", DateTime(timezone=True), nullable=False),
    Index("commentary_by_scorecard", "scorecard", "id"),
)

revision_reasons = Table(
    "revision_reasons",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("period_kind", String(20), nullable=False),
    Column("period_year", Integer, nullable=False),
    Column("period_number", Integer, nullable=False),
    Column("cause", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("given_at", DateTime(timezone=True), nullable=False),
    Index("revision_reasons_by_code", "code", "id"),
)

held_workbooks = Table(
    "held_workbooks",
    metadata,
    Column("token", String(43), primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("held_by", Text, nullable=False),
    Column("held_at", DateTime(timezone=True), nullable=False),
    Column("seen", Integer, nullable=False, server_default="0"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("is_rebaseline", Boolean, nullable=False),
    Column("scorecard", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)

event_withdrawals = Table(
    "event_withdrawals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event_id", Integer, ForeignKey("events.id"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("withdrawn_by", Text, nullable=False),
    Column("withdrawn_at", DateTime(timezone=True), nullable=False),
    Index("event_withdrawals_by_event", "event_id", unique=True),
)

area_figures = Table(
    "area_figures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    Column("measure", Text, nullable=False),
    Column("area", String(20), nullable=False),
    Column("period_kind", String(20), nullable=False),
    Column("period_year", Integer, nullable=False),
    Column("period_number", Integer, nullable=False),
    Column("value", Float),
    Column("marker", String(30)),
    Column("numerator", Float),
    Column("denominator", Float),
    Column("population_year", Integer),
    Column("line", Integer, nullable=False),
    Index("area_figures_by_measure", "measure", "area", "period_kind", "period_year", "period_number", "id"),
    Index("area_figures_by_upload", "upload_id"),
)

measures = Table(
    "measures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    Column("short", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("counted_in", Text, nullable=False),
    Column("year_type", Text, nullable=False),
)

neighbours = Table(
    "neighbours",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    Column("model", Integer, nullable=False),
    Column("authority", String(20), nullable=False),
    Column("neighbour", String(20), nullable=False),
    Column("rank", Integer, nullable=False),
    Column("closeness", Text, nullable=False),
    Index("neighbours_by_authority", "authority", "model", "rank", "id"),
    Index("neighbours_by_upload", "upload_id"),
)

measure_links = Table(
    "measure_links",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    Column("indicator", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("definition_match", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("numerator", Text, nullable=False),
    Column("denominator", Text, nullable=False),
    Index("measure_links_by_indicator", "indicator", "id"),
)

area_publications = Table(
    "area_publications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("layout", String(20), nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("password_hash", Text),
    Column("subject", Text, unique=True),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("removed_at", DateTime(timezone=True)),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_digest", String(64), primary_key=True),
    Column("account_id", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("confirmed_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Index("sessions_by_account", "account_id"),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", String(64), nullable=False),
    Column("address", String(64), nullable=False),
    Column("tried_at", DateTime(timezone=True), nullable=False),
    Index("sign_in_attempts_by_account", "account", "tried_at"),
    Index("sign_in_attempts_by_address", "address", "tried_at"),
)

one_time_links = Table(
    "one_time_links",
    metadata,
    Column("token_digest", String(64), primary_key=True),
    Column("account_id", Integer, ForeignKey("accounts.id")),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)

council_sign_ins = Table(
    "council_sign_ins",
    metadata,
    Column("state_digest", String(64), primary_key=True),
    Column("browser_digest", String(64), nullable=False),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("leads_to", Text, nullable=False),
    Column("subject", Text),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)

site_settings = Table(
    "site_settings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("done_at", DateTime(timezone=True), nullable=False),
    Column("done_by", Text, nullable=False),
    Column("deed", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("previous", String(64), nullable=False, unique=True),
    Column("digest", String(64), nullable=False),
)
