package org.needledrop.function.lambda;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporterBuilder;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Classes that OpenTelemetry loads by {@link java.util.ServiceLoader} if an exporter is set. The
 * service files are among {@code quarkus.native.resources.includes}.
 */
@RegisterForReflection(
    classNames = {
      "io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider",
      "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider",
      "io.opentelemetry.sdk.autoconfigure.EnvironmentResourceProvider",
    })
final class NativeTracing {

  private NativeTracing() {}

  /**
   * Replaces the gRPC sender, which is not among the dependencies but must resolve in a native
   * build.
   */
  @TargetClass(className = "io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider")
  static final class HttpAlone {

    private HttpAlone() {}

    @Substitute
    @SuppressWarnings("DoNotCallSuggester") // called by the exporter for gRPC
    OtlpGrpcSpanExporterBuilder grpcBuilder() {
      throw new IllegalStateException(
          "OTEL_EXPORTER_OTLP_PROTOCOL: the native function supports only http/protobuf, not grpc");
    }
  }
}
