package dev.jopher.explore.internal.world;

/** What a thread is about to do at a point where another one may continue first. */
public enum Op {
    START("start"),
    GO("go"),
    YIELD("yield"),
    SEND("send"),
    RECEIVE("receive"),
    CLOSE("close"),
    LEN("len"),
    SELECT("select"),
    LOCK("lock"),
    TRY_LOCK("tryLock"),
    UNLOCK("unlock"),
    RLOCK("rLock"),
    RUNLOCK("rUnlock"),
    ADD("add"),
    DONE("done"),
    WAIT("wait"),
    SIGNAL("signal"),
    BROADCAST("broadcast"),
    ACQUIRE("acquire"),
    RELEASE("release"),
    ONCE("once"),
    CANCEL("cancel"),
    TIMER("timer"),
    SLEEP("sleep"),
    VOLATILE_READ("volatile read"),
    VOLATILE_WRITE("volatile write"),
    ATOMIC("atomic"),
    ENTER("enter"),
    EXIT("exit"),
    NOTIFY("notify"),
    PARK("park"),
    UNPARK("unpark"),
    JOIN("join"),
    INTERRUPT("interrupt"),
    READ("read"),
    WRITE("write"),
    OTHER("call");

    private final String text;

    Op(String text) {
        this.text = text;
    }

    /** Returns whether this step makes others able to run, rather than possibly waiting. */
    public boolean isCreation() {
        return this == GO || this == ADD || this == START;
    }

    @Override
    public String toString() {
        return text;
    }
}
