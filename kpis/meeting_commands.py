"""The commands publish and meetings: freezing a scorecard for a committee, and when committees meet."""

from __future__ import annotations

import argparse

from kpis.command_line import (
    DONE,
    DONE_WITH_PROBLEMS,
    NewCommand,
    add_format,
    asker_of,
    opened,
    print_json,
    print_text,
)
from kpis.operations import meetings, publications, publishing


def add_meeting_commands(commands: object, new_command: NewCommand) -> None:
    """Adds publish and meetings to the command line."""
    publish = new_command(commands, "publish", _publish, "freeze a scorecard for a committee's meeting")
    publish.add_argument("name", metavar="NAME")
    publish.add_argument("--meeting", required=True, metavar="YYYY-MM-DD", help="the day of the meeting")
    publish.add_argument("--by", required=True, metavar="NAME", help="who publishes it")
    publish.add_argument("--committee", metavar="NAME", help="which committee, where several meet on that day")
    publish.add_argument("--period", metavar="PERIOD", help="such as 2023-03; the newest unless said")
    publish.add_argument(
        "--withhold-too",
        action="store_true",
        help="withhold from the public whatever else would give a small number away",
    )
    add_format(publish, "text", "json")

    meeting = new_command(commands, "meetings", _meetings, "list the meetings of committees, or add one")
    meeting.add_argument("--add", metavar="COMMITTEE", help="the committee whose meeting is added")
    meeting.add_argument("--on", metavar="YYYY-MM-DD", help="the day on which it meets")
    meeting.add_argument("--by", default="command line", metavar="NAME", help="who adds it")


def _publish(parsed: argparse.Namespace) -> int:
    with opened(parsed) as store:
        held_on = meetings.day_of_meeting(parsed.meeting)
        meeting, asker = meetings.meeting_on(store, held_on, parsed.committee), asker_of(parsed)
        ready = publishing.prepare(store, asker, parsed.name, meeting.number, parsed.period)
        done = publishing.publish(store, asker, parsed.name, meeting.number, parsed.period, parsed.withhold_too)
    missing = [m.words for m in ready.missing if not m.stops]
    if parsed.format == "json":
        print_json(publications.publication_as_json(done, missing))
    else:
        print_text(publications.publication_as_text(done, missing))
    return DONE_WITH_PROBLEMS if missing else DONE


def _meetings(parsed: argparse.Namespace) -> int:
    with opened(parsed) as store:
        if parsed.add is not None:
            meetings.add_meeting(store, asker_of(parsed), parsed.add, parsed.on or "")
        print_text(meetings.meetings_as_text(meetings.list_meetings(store)))
    return DONE
