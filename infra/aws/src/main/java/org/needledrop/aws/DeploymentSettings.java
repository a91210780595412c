package org.needledrop.aws;

import java.util.Optional;

/**
 * The settings of a stack; infra/README.md lists their names and defaults.
 *
 * @param certificate ARN of the service's ACM certificate; without one, the service is internal
 */
record DeploymentSettings(
    Destination destination,
    Capacity capacity,
    BucketSettings buckets,
    Images images,
    FunctionSettings function,
    Optional<String> certificate,
    Alerts alerts) {}
