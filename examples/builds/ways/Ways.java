package ways;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;

import com.sun.tools.attach.VirtualMachine;

/**
 * Tries one way to have java.lang opened without a flag, and prints whether it is open then. The
 * page about builds has the results.
 */
public final class Ways {
    private static final Module BASE = Thread.class.getModule();

    private Ways() {}

    /** Arguments: the way, and the file that it needs. */
    public static void main(String[] args) throws Throwable {
        switch (args[0]) {
            case "none" -> {}
            case "unsafe" -> unsafe();
            case "attach" -> attach(ProcessHandle.current().pid(), args[1]);
            case "attach-from-child" -> attachFromChild(args[1]);
            case "attach-to" -> {
                attach(Long.parseLong(args[2]), args[1]);
                return;
            }
            case "jni" -> {
                System.load(args[1]);
                open(BASE, "java.lang", Ways.class.getModule());
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println(BASE.isOpen("java.lang", Ways.class.getModule()) ? "open" : "closed");
    }

    private static void unsafe() throws Throwable {
        Field theUnsafe = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        theUnsafe.setAccessible(true);
        var unsafe = (sun.misc.Unsafe) theUnsafe.get(null);
        Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        var lookup = (MethodHandles.Lookup) unsafe.getObject(unsafe.staticFieldBase(trusted),
                unsafe.staticFieldOffset(trusted));
        var type = MethodType.methodType(void.class, String.class, Module.class);
        lookup.findVirtual(Module.class, "implAddOpens", type)
                .invoke(BASE, "java.lang", Ways.class.getModule());
    }

    private static void attach(long pid, String agent) throws Exception {
        VirtualMachine vm = VirtualMachine.attach(Long.toString(pid));
        vm.loadAgent(agent);
        vm.detach();
    }

    private static void attachFromChild(String agent) throws Exception {
        new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
                System.getProperty("java.class.path"), "ways.Ways", "attach-to", agent,
                Long.toString(ProcessHandle.current().pid())).inheritIO().start().waitFor();
    }

    /** Called with the agents. */
    public static void premain(String args, Instrumentation instrumentation) {
        instrumentation.redefineModule(BASE, Set.of(), Map.of(),
                Map.of("java.lang", Set.of(Ways.class.getModule())), Set.of(), Map.of());
    }

    public static void agentmain(String args, Instrumentation instrumentation) {
        premain(args, instrumentation);
    }

    private static native void open(Module module, String packageName, Module to);
}
