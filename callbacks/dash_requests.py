"""What a browser may send to Dash: a forged or garbled callback is refused in one line, before Dash looks at it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dash import Dash
from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from callbacks.request_log import note_refusal

ENDPOINT = "/_dash-update-component"
NOT_UNDERSTOOD = "What was sent could not be understood. Load the page again."


def register(server: Flask, app: Dash) -> None:
    """Looks at every callback. Called once Dash is made, so that Dash has gathered its callbacks by then."""

    @server.before_request
    def _check() -> Response | None:
        if request.endpoint != ENDPOINT or request.method != "POST":
            return None
        fault = callback_fault(_body(), app.callback_map)
        if not fault:
            return None
        note_refusal("callback", fault)
        return Response(json.dumps({"error": NOT_UNDERSTOOD}), 400, mimetype="application/json")


def callback_fault(body: object, known: Mapping[str, Mapping[str, Any]]) -> str:
    """What is wrong with a callback's body, without quoting it; empty where it is as one of ours must be."""
    if not isinstance(body, dict):
        return "it is no object"
    output = body.get("output")
    if not isinstance(output, str) or output not in known:
        return "it names no output of ours"
    wanted = known[output]
    for kind, spec in (("inputs", wanted["inputs"]), ("state", wanted["state"])):
        if not _is_list_of(body.get(kind, []), spec):
            return f"its {kind} are not those of the callback"
    if not _are_outputs(body.get("outputs"), output):
        return "its outputs are not those of the callback"
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(one, str) for one in changed):
        return "what changed is no list of names"
    return ""


def _body() -> object:
    try:
        return request.get_json()
    except (BadRequest, RecursionError):
        return None
    except Exception as failure:  # 413 and 415 have answers of their own
        if getattr(failure, "code", None) == 415:
            return None
        raise


def _is_list_of(sent: object, spec: list[Mapping[str, Any]]) -> bool:
    """Whether each thing sent has the id and property that the callback was registered with, in its order."""
    if not isinstance(sent, list) or len(sent) != len(spec):
        return False
    return all(
        isinstance(one, dict) and one.get("id") == wanted["id"] and one.get("property") == wanted["property"]
        for one, wanted in zip(sent, spec, strict=True)
    )


def _are_outputs(sent: object, output: str) -> bool:
    told = [one for one in (sent if isinstance(sent, list) else [sent]) if isinstance(one, dict)]
    names = [f"{one.get('id')}.{one.get('property')}" for one in told]
    return names == [name.partition("@")[0] for name in output.strip(".").split("...")]
