package dev.jopher.race.oracle;

/** What a step does. {@code #} is the number of the thing that it does it to. */
enum Op {
    READ(""), WRITE(""), UPDATE(""),

    // Blocks of a method. What is in them is indented in the mind.
    ENTER("synchronized (monitor#) {"), EXIT("}"),

    // Of Java.
    VOLATILE_READ("use(volatile#);"), VOLATILE_WRITE("volatile# = 1;"),
    VOLATILE_UPDATE("volatile#++;"), ATOMIC_GET("use(atomic#.get());"),
    ATOMIC_SET("atomic#.set(1);"),
    ATOMIC_ADD("atomic#.incrementAndGet();"), ATOMIC_FAIL("atomic#.compareAndSet(-1, 1);"),
    HANDLE_ACQUIRE("use(HANDLE#.getAcquire(this));"),
    HANDLE_RELEASE("HANDLE#.setRelease(this, 1);"),
    HANDLE_OPAQUE("HANDLE#.setOpaque(this, 1);"), ELEMENT_GET("use(elements.get(#));"),
    ELEMENT_SET("elements.set(#, 1);"), LOCK("lock#.lock();"), UNLOCK("lock#.unlock();"),
    COUNT_DOWN("latch#.countDown();"), AWAIT("latch#.await();"), PUT("map.put(\"#\", 1);"),
    GET("use(map.get(\"#\"));"), OFFER("queue#.add(1);"), POLL("use(queue#.poll());"),
    JOIN("thread#.join();"), ALIVE("while (thread#.isAlive()) Thread.onSpinWait();"),

    // Of both kinds of program.
    START("start#();"),

    // Of goroutines.
    SEND("channel#.send(1);"), RECEIVE("use(channel#.receive());"), CLOSE("channel#.close();"),
    RECEIVE_CLOSED("use(channel#.receiveOk());"), EXCHANGE(""), MUTEX_LOCK("mutex#.lock();"),
    MUTEX_UNLOCK("mutex#.unlock();"), R_LOCK("rw#.rLock();"), R_UNLOCK("rw#.rUnlock();"),
    W_LOCK("rw#.lock();"), W_UNLOCK("rw#.unlock();"), DONE("group#.done();"),
    WAIT("group#.await();");

    private final String code;

    Op(String code) {
        this.code = code;
    }

    String code(int target) {
        return code.replace("#", Integer.toString(target));
    }
}
