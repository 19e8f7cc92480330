import dev.jopher.explore.Explored;
import dev.jopher.explore.Explore;
import dev.jopher.explore.ExploreOptions;
import io.reactivex.Observable;

/** Two threads subscribe to a source of RxJava that they share: both must see its end. */
final class SharedSource {
    private SharedSource() {}

    static void publish(ExploreOptions options) {
        Explored unused = Explore.check(options,
                () -> subscribeTwice(Observable.just(1).publish().refCount()));
    }

    static void replay(ExploreOptions options) {
        Explored unused = Explore.check(options,
                () -> subscribeTwice(Observable.just(1).replay(1).refCount()));
    }

    private static void subscribeTwice(Observable<Integer> source) throws InterruptedException {
        Thread a = Thread.ofPlatform().start(source::blockingSubscribe);
        Thread b = Thread.ofPlatform().start(source::blockingSubscribe);
        a.join();
        b.join();
    }
}
