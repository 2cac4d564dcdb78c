"""Reads the schemas with somebody else's validator: they are valid, they accept what they should, they refuse unknown keys.

    python .ci/schemas/check.py SCHEMAS SITE...

SCHEMAS is a folder that `candour schema --out` wrote, SITE the folder of a site without unknown keys.
"""

import copy
import json
import re
import sys
from pathlib import Path

import yaml
from jsonschema import Draft7Validator


class Loader(yaml.SafeLoader):
    """Reads days as texts, as Candour and the YAML servers of editors do."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def documents(site):
    """Every document of a site, with the name of its schema and its place."""
    whole = {
        "site.yaml": "site",
        "accessibility.yaml": "accessibility",
        "accessibility-results.yaml": "accessibility-results",
    }
    for file, schema in whole.items():
        if (site / file).exists():
            yield schema, site / file, (site / file).read_text("utf-8")
    for file in sorted((site / "data").glob("**/*.yaml")):
        yield "labels" if file.name.startswith("labels.") else "dataset", file, file.read_text("utf-8")
    for file in sorted((site / "themes").glob("*/values.yaml")):
        yield "values", file, file.read_text("utf-8")
    for file in sorted((site / "content").glob("**/*.md")):
        text = file.read_text("utf-8-sig").replace("\r\n", "\n")
        front = re.match(r"---\n(.*?)\n---\n", text, re.S)
        if front:
            yield "front-matter", file, front[1]
        for block in re.finditer(r"^(`{3,}|~{3,})([a-z-]+)\n(.*?)^\1", text, re.S | re.M):
            yield block[2], file, block[3]


def groups(schema, part, instance):
    """Every group of keys of an instance, by which nothing but known keys is allowed."""
    while "$ref" in part:
        part = schema["definitions"][part["$ref"].removeprefix("#/definitions/")]
    for branch in part.get("anyOf", []):
        if Draft7Validator({**branch, "definitions": schema.get("definitions", {})}).is_valid(instance):
            yield from groups(schema, branch, instance)
            return
    if isinstance(instance, dict):
        if part.get("additionalProperties") is False:
            yield instance
        for key, value in instance.items():
            inner = part.get("properties", {}).get(key, part.get("additionalProperties"))
            if isinstance(inner, dict):
                yield from groups(schema, inner, value)
    if isinstance(instance, list) and "items" in part:
        for item in instance:
            yield from groups(schema, part["items"], item)


def main(folder, *sites):
    schemas = {file.name.removesuffix(".schema.json"): json.loads(file.read_text("utf-8")) for file in sorted(Path(folder).glob("*.schema.json"))}
    problems, accepted, refused = [], 0, 0
    for schema in schemas.values():
        Draft7Validator.check_schema(schema)
    for name, file, text in (found for site in sites for found in documents(Path(site))):
        instance = yaml.load(text, Loader) if name in schemas else None
        if instance is None:
            continue
        validator = Draft7Validator(schemas[name])
        wrong = [f"{file}: {name}: {error.json_path}: {error.message}" for error in validator.iter_errors(instance)]
        problems += wrong
        accepted += 1
        if wrong:
            continue
        other = copy.deepcopy(instance)
        for group in groups(schemas[name], schemas[name], other):
            group["zz-unknown"] = 1
            refused += 1
            if validator.is_valid(other):
                problems.append(f"{file}: {name}: an unknown key is accepted")
            del group["zz-unknown"]
    print("\n".join(problems))
    print(f"{len(schemas)} schemas, {accepted} documents accepted, {refused} groups with an unknown key refused")
    return 1 if problems or not accepted or not refused else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
