package org.needledrop.aws;

import java.util.Optional;

/**
 * Where a stack is deployed.
 *
 * @param region AWS region
 * @param account AWS account ID; without one, the account that the CDK is logged in to
 */
record Destination(String region, Optional<String> account) {}
