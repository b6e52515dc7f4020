package io.github.oktaaws.benchmarks.lab;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import okio.ByteString;

/** One direction of a connection. Bytes are taken as they come and delivered a while later. */
final class DelayedBytes {

  private final Socket from;
  private final Socket to;
  private final long delay;
  private final long earliest;
  private final BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();

  private record Chunk(ByteString bytes, long due) {}

  /**
   * Times are of {@link System#nanoTime}.
   *
   * @param earliest what comes before counts as having come then
   */
  DelayedBytes(Socket from, Socket to, long delay, long earliest) {
    this.from = from;
    this.to = to;
    this.delay = delay;
    this.earliest = earliest;
  }

  void take() {
    byte[] buffer = new byte[64 * 1024];
    try {
      int n = from.getInputStream().read(buffer);
      while (n > 0) {
        send(ByteString.of(buffer, 0, n));
        n = from.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      // a reset ends the stream as well
    }
    send(ByteString.EMPTY);
  }

  private void send(ByteString bytes) {
    long now = System.nanoTime();
    underWay.add(new Chunk(bytes, (now - earliest < 0 ? earliest : now) + delay));
  }

  void deliver() {
    try {
      Chunk chunk = underWay.take();
      while (chunk.bytes().size() > 0) {
        await(chunk.due());
        chunk.bytes().write(to.getOutputStream());
        chunk = underWay.take();
      }
      await(chunk.due());
      to.shutdownOutput();
    } catch (IOException e) {
      // the other side has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeWhenBothEnded();
  }

  private void closeWhenBothEnded() {
    try {
      if (to.isOutputShutdown() && from.isOutputShutdown()) {
        to.close();
        from.close();
      }
    } catch (IOException e) {
      // closed is closed
    }
  }

  private static void await(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }
}
