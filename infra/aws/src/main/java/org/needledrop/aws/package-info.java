/** Needledrop on AWS: one CloudFormation stack, written with the CDK. */
package org.needledrop.aws;
