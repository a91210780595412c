package org.needledrop.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.Secret;
import software.constructs.Construct;

/** {@code needledrop serve}, as a task holds it. */
final class ServiceTask extends Construct {

  static final String NAME = "service";
  static final int PORT = 8080;

  private static final String FOLDER = "/library";
  private static final String PROGRAM = "/needledrop/needledrop";

  /** The password stands in no template and in no task definition. The program is $0. */
  private static final String WITH_INDEX =
      "export NEEDLEDROP_INDEX=\"https://%s:$INDEX_PASSWORD@$INDEX_HOST/needledrop\"; exec \"$0\" \"$@\""
          .formatted(SearchDomain.USER);

  private final FargateTaskDefinition task;

  ServiceTask(
      Construct scope,
      Deployment deployment,
      Foundation foundation,
      Workers workers,
      RecordQueue records,
      Optional<SearchDomain> search,
      LibraryDisk disk) {
    super(scope, "Task");
    this.task =
        FargateTaskDefinition.Builder.create(this, "Task")
            .cpu(deployment.size().service().cpu())
            .memoryLimitMiB(deployment.size().service().memoryMib())
            .runtimePlatform(CpuWorkers.platform(deployment.architecture().task()))
            .volumes(List.of(disk.volume(), WorkerContainer.draftsVolume()))
            .build();
    disk.letIn(task.getTaskRole());
    records.letRead(task.getTaskRole());
    Map<String, String> variables = new HashMap<>(Map.of("NEEDLEDROP_LOG_JSON", "true"));
    variables.put("NEEDLEDROP_RECORDS", records.changes().getQueueUrl());
    Map<String, Secret> secrets = new HashMap<>();
    secrets.put("NEEDLEDROP_API_KEYS", Secret.fromSecretsManager(foundation.apiKeys()));
    if (deployment.workersStay()) {
      // Workers that come with the queue would not come for the service: it listens itself.
      variables.put("NEEDLEDROP_SCORER", workers.address());
      secrets.put("NEEDLEDROP_TOKEN", Secret.fromSecretsManager(foundation.token()));
    }
    search.ifPresent(
        cluster -> {
          variables.put("NEEDLEDROP_INDEX_SHARDS", Integer.toString(deployment.shards()));
          variables.put("INDEX_HOST", cluster.domain().getAttrDomainEndpoint());
          secrets.put("INDEX_PASSWORD", Secret.fromSecretsManager(cluster.password()));
        });
    addContainer(deployment, foundation, variables, secrets, search.isPresent());
  }

  private void addContainer(
      Deployment deployment,
      Foundation foundation,
      Map<String, String> variables,
      Map<String, Secret> secrets,
      boolean withIndex) {
    ContainerDefinition container =
        task.addContainer(
            "Service",
            ContainerDefinitionOptions.builder()
                .containerName(NAME)
                .image(WorkerContainer.image(this, deployment.image()))
                .entryPoint(
                    withIndex ? List.of("/bin/sh", "-c", WITH_INDEX, PROGRAM) : List.of(PROGRAM))
                .command(
                    List.of("serve", FOLDER, "--host", "0.0.0.0", "--port", String.valueOf(PORT)))
                .readonlyRootFilesystem(true)
                .environment(variables)
                .secrets(secrets)
                .portMappings(List.of(PortMapping.builder().containerPort(PORT).build()))
                .logging(WorkerContainer.log(this, foundation))
                .build());
    container.addMountPoints(
        MountPoint.builder()
            .sourceVolume(LibraryDisk.NAME)
            .containerPath(FOLDER)
            .readOnly(false)
            .build(),
        WorkerContainer.drafts());
  }

  FargateTaskDefinition task() {
    return task;
  }
}
