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
    AWAIT("await"),
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

    /** Returns with which others at the same object it can change places. */
    public Commutes commutes() {
        return switch (this) {
            case START, GO, YIELD, SLEEP -> Commutes.ALL;
            case LEN, READ, VOLATILE_READ -> Commutes.READS;
            case RLOCK, RUNLOCK -> Commutes.READ_LOCKS;
            case ADD -> Commutes.ADDS;
            case DONE -> Commutes.DONES;
            default -> Commutes.NONE;
        };
    }

    /**
     * Returns whether a thread that cannot proceed here just waits until it can, and others cannot
     * see it wait. Such an operation takes place when it proceeds.
     */
    public boolean isAcquiring() {
        return switch (this) {
            case LOCK, RLOCK, AWAIT, ACQUIRE, ONCE, ENTER, JOIN -> true;
            default -> false;
        };
    }

    /** Returns whether all it does is let others proceed. */
    public boolean isReleasing() {
        return switch (this) {
            case UNLOCK, RUNLOCK, EXIT, RELEASE, DONE -> true;
            default -> false;
        };
    }

    /** Returns whether it reads or writes a field. */
    public boolean isAccess() {
        return switch (this) {
            case READ, WRITE, VOLATILE_READ, VOLATILE_WRITE -> true;
            default -> false;
        };
    }

    /** Returns whether it is about one channel. */
    public boolean isOnChannel() {
        return this == SEND || this == RECEIVE || this == CLOSE || this == LEN;
    }

    /** Returns whether it is about several channels, which it does not name. */
    public boolean isSelecting() {
        return this == SELECT || this == CANCEL;
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
