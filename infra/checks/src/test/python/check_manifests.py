"""Validates manifests against the schemas of their kinds; unknown fields are errors.

check_manifests.py FOLDER_OF_CRDS KUBERNETES_VERSION FILE...
"""

import json
import pathlib
import sys

import jsonschema
import kubernetes_validate
import yaml


def closed(schema):
    """Rejects fields that the schema does not define; an API server would drop them."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    copy = {key: closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and "type" in schema:
        copy.setdefault("additionalProperties", False)
    if schema.get("x-kubernetes-int-or-string"):
        copy["type"] = ["integer", "string"]
    return copy


def errors(manifest, crds, version):
    schema = crds.get(manifest["kind"].lower())
    if schema:
        schema["properties"]["metadata"] = {"type": "object"}
        found = jsonschema.Draft202012Validator(schema).iter_errors(manifest)
        return [f"{error.json_path}: {error.message}" for error in found]
    try:
        kubernetes_validate.validate(manifest, version, strict=True)
        return []
    except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as error:
        return [str(error)]


def main(folder, version, *files):
    crds = {
        file.stem: closed(json.loads(file.read_text()))
        for file in pathlib.Path(folder).glob("*.json")
    }
    status = 0
    for file in files:
        for manifest in filter(None, yaml.safe_load_all(pathlib.Path(file).read_text())):
            for error in errors(manifest, crds, version):
                print(f"{file}: {manifest['kind']} {manifest['metadata']['name']}: {error}")
                status = 1
    return status


sys.exit(main(*sys.argv[1:]))
