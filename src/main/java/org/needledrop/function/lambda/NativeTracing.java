package org.needledrop.function.lambda;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporterBuilder;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What OpenTelemetry finds by {@link java.util.ServiceLoader} once an exporter is set. The files
 * that name these classes are among {@code quarkus.native.resources.includes}.
 */
@RegisterForReflection(
    classNames = {
      "io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider",
      "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider",
      "io.opentelemetry.sdk.autoconfigure.EnvironmentResourceProvider",
    })
final class NativeTracing {

  private NativeTracing() {}

  /** The sender for gRPC is not among our dependencies; a native build has to resolve it. */
  @TargetClass(className = "io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider")
  static final class HttpAlone {

    private HttpAlone() {}

    @Substitute
    @SuppressWarnings("DoNotCallSuggester") // the exporter calls it where gRPC is asked for
    OtlpGrpcSpanExporterBuilder grpcBuilder() {
      throw new IllegalStateException(
          "OTEL_EXPORTER_OTLP_PROTOCOL: the native function supports only http/protobuf, not grpc");
    }
  }
}
