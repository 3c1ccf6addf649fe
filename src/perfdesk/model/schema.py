"""The JSON Schema of a draft file, made from the values that read it."""

from __future__ import annotations

from typing import Any

from perfdesk.model.draft import FORMAT_VERSION, Draft


def schema() -> dict[str, Any]:
    """Return JSON Schema 2020-12 of format 1.0; keys of newer minor versions are allowed everywhere."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:perfdesk:draft:{FORMAT_VERSION}",
        **Draft.model_json_schema(mode="serialization"),
    }
