package dev.jopher.internal.goroutine;

import dev.jopher.internal.base.Diagnostics;

/** Why a goroutine waits, in the words of Go's {@code waitReasonStrings} (runtime2.go). */
public enum WaitReason implements State {
    /** It does not wait, or that is not {@linkplain Diagnostics recorded}. */
    NONE("waiting"),
    CHAN_RECEIVE("chan receive"),
    CHAN_RECEIVE_NIL("chan receive (nil chan)"),
    CHAN_SEND("chan send"),
    CHAN_SEND_NIL("chan send (nil chan)"),
    SELECT("select"),
    SELECT_NO_CASES("select (no cases)"),
    SLEEP("sleep"),
    SEMACQUIRE("semacquire"),
    COND_WAIT("sync.Cond.Wait"),
    MUTEX_LOCK("sync.Mutex.Lock"),
    RWMUTEX_RLOCK("sync.RWMutex.RLock"),
    RWMUTEX_LOCK("sync.RWMutex.Lock"),
    WAITGROUP_WAIT("sync.WaitGroup.Wait");

    private final String text;

    WaitReason(String text) {
        this.text = text;
    }

    @Override
    public boolean saysAll() {
        return this == CHAN_RECEIVE_NIL || this == CHAN_SEND_NIL || this == SELECT_NO_CASES;
    }

    @Override
    public String toString() {
        return text;
    }
}
