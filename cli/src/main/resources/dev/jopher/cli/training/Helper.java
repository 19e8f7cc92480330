/** A sibling of Tour.java. */
class Helper {
    record Result(int job, int value) {}

    static Result square(int job) {
        return new Result(job, job * job);
    }
}
