package org.needledrop.reflection;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * A Java agent that notes which classes are accessed by reflection: those that a native executable
 * must register. In every class but the JDK's it puts a note before the calls that ask a class for
 * its members, and before {@code Class.forName}.
 */
public final class ReflectionAgent implements ClassFileTransformer {

  private static final ClassDesc TRACE = ClassDesc.of(ReflectionTrace.class.getName());
  private static final Set<String> MEMBERS =
      Set.of(
          "getDeclaredConstructors",
          "getDeclaredFields",
          "getDeclaredMethods",
          "getConstructors",
          "getFields",
          "getMethods",
          "getRecordComponents");

  private ReflectionAgent() {}

  /** Writes what it saw into a file when the JVM ends. */
  public static void premain(String file, Instrumentation instrumentation) throws IOException {
    String jar =
        ReflectionAgent.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
    ReflectionTrace.writeAtExit(file);
    instrumentation.addTransformer(new ReflectionAgent());
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] content) {
    if (loader == null || name == null || name.startsWith("java/")) {
      return null;
    }
    ClassFile file =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    return file.transformClass(
        file.parse(content), ClassTransform.transformingMethodBodies(ReflectionAgent::note));
  }

  private static void note(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call
        && call.owner().asInternalName().equals("java/lang/Class")) {
      String method = call.name().stringValue();
      if (MEMBERS.contains(method)) {
        code.dup()
            .invokestatic(
                TRACE, "saw", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Class));
      } else if (method.equals("forName") && call.typeSymbol().parameterCount() == 1) {
        code.dup()
            .invokestatic(
                TRACE, "named", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String));
      }
    }
    code.with(element);
  }
}
