"""Validates the JSON of `aws s3control create-job --cli-input-json` against the AWS API model."""

import json
import sys

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

model = ServiceModel(Loader().load_service_model("s3control", "service-2"))
with open(sys.argv[1], encoding="utf-8") as file:
    report = ParamValidator().validate(json.load(file), model.operation_model("CreateJob").input_shape)
if report.has_errors():
    sys.exit(report.generate_report())
