package dev.jopher.explore.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

import dev.jopher.race.internal.agent.ClassInfo;

/** Calls of what no run controls: sockets, files, processes, native code. Each is named once. */
final class OutsideCalls {
    private static final ClassDesc OUTSIDE =
            ClassDesc.of("dev.jopher.explore.internal.java.Outside");
    private static final MethodTypeDesc USED =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    private static final Set<String> CLASSES = Set.of("java/lang/ProcessBuilder",
            "java/lang/Process", "java/lang/ProcessHandle", "java/io/FileInputStream",
            "java/io/FileOutputStream", "java/io/FileReader", "java/io/FileWriter",
            "java/io/RandomAccessFile", "java/nio/file/Files", "java/net/Socket",
            "java/net/ServerSocket", "java/net/DatagramSocket", "java/net/URLConnection",
            "java/net/HttpURLConnection", "java/net/InetAddress", "java/net/http/HttpClient");

    private OutsideCalls() {}

    static boolean isOne(InvokeInstruction i) {
        String owner = i.owner().asInternalName();
        if (!owner.startsWith("java/")) {
            return false;
        }
        return CLASSES.contains(owner)
                || owner.startsWith("java/nio/channels/") && owner.endsWith("Channel")
                || owner.equals("java/nio/channels/Selector")
                || owner.equals("java/lang/Runtime") && i.name().equalsString("exec");
    }

    static void report(CodeBuilder c, InvokeInstruction i, ClassInfo self, int line) {
        String owner = i.owner().asInternalName();
        String type = owner.substring(owner.lastIndexOf('/') + 1);
        String call = i.name().equalsString(ConstantDescs.INIT_NAME)
                ? "new " + type
                : type + '.' + i.name().stringValue();
        c.loadConstant(call + " in " + self.name().replace('/', '.') + ", line " + line)
                .invokestatic(OUTSIDE, "used", USED);
    }
}
