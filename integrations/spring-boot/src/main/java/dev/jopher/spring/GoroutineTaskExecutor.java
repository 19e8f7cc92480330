package dev.jopher.spring;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import dev.jopher.Go;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.core.task.support.CompositeTaskDecorator;

/**
 * Runs each task of Spring's in a goroutine. When the application stops, tasks get the time that
 * {@code spring.lifecycle.timeout-per-shutdown-phase} says. Then they are interrupted.
 */
final class GoroutineTaskExecutor implements AsyncTaskExecutor, SmartLifecycle, DisposableBean {
    /**
     * Between that in which the web server waits for its requests, which may need this executor,
     * and that in which it stops: {@code WebServerApplicationContext}, which may be missing here.
     */
    private static final int PHASE = DEFAULT_PHASE - 1024 - 512;

    private final TaskDecorator decorator;
    private volatile ExecutorService executor = Go.executor();

    GoroutineTaskExecutor(List<TaskDecorator> decorators) {
        decorator = new CompositeTaskDecorator(decorators);
    }

    @Override
    public void execute(Runnable task) {
        ExecutorService current = executor;
        try {
            current.execute(decorator.decorate(task));
        } catch (RejectedExecutionException e) {
            throw new TaskRejectedException(current, task, e);
        }
    }

    /** Accepts tasks again, after a stop of a context that is restarted. */
    @Override
    public synchronized void start() {
        if (!isRunning()) {
            executor = Go.executor();
        }
    }

    @Override
    public void stop() {
        executor.shutdown();
    }

    /** Calls {@code callback} when all tasks have ended. Spring waits for it for a limited time. */
    @Override
    public void stop(Runnable callback) {
        ExecutorService stopping = executor;
        stopping.shutdown();
        Thread.ofVirtual().name("jopher-executor-stop").start(() -> {
            try {
                stopping.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                callback.run();
            }
        });
    }

    @Override
    public boolean isRunning() {
        return !executor.isShutdown();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
