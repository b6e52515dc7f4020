package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.oktaaws.error.OktaAwsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A program on a file store that does what it is told, a line at a time, until its input ends. */
final class StoreProcess {

  private final StoreDirectory files;
  private final TokenStore store;
  private final Path directory;
  private final Deque<TokenStore.Lock> locks = new ArrayDeque<>();

  private StoreProcess(Path directory) {
    this.directory = directory;
    this.files = new StoreDirectory(directory);
    this.store = new FileTokenStore(files, new PlaintextSeal());
  }

  /** Arguments: the store's directory. */
  public static void main(String[] args) throws IOException {
    StoreProcess process = new StoreProcess(Path.of(args[0]));
    System.out.println("ready");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(process.answer(line.split(" ")));
    }
    Runtime.getRuntime().halt(0);
  }

  private String answer(String[] words) throws IOException {
    return switch (words[0]) {
      case "lock" -> lock(SampleKeys.signIn(words[1]), Duration.ofMillis(number(words[2])));
      case "unlock" -> {
        locks.pop().close();
        yield "unlocked";
      }
      case "hold-writing" -> files.locks().forWriting().trouble().isEmpty() ? "writing" : "not";
      case "write" -> {
        store.write(SampleKeys.signIn(words[1]), entry(number(words[2]), words[3]));
        yield "written";
      }
      case "read" ->
          store.read(SampleKeys.signIn(words[1])).map(StoreProcess::check).orElse("nothing");
      case "salt" -> Arrays.toString(files.salt());
      case "passphrase" ->
          Arrays.toString(KeySource.passphrase("correct horse".toCharArray()).key(files.salt()));
      case "churn" -> {
        store.write(SampleKeys.signIn(words[1]), entry(200_000, "0"));
        Thread thread = new Thread(() -> churn(words[1]));
        thread.setDaemon(true);
        thread.start();
        yield "churning";
      }
      case "count" -> count(number(words[1]));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private String lock(StoreKey key, Duration atMost) {
    long began = System.nanoTime();
    try {
      locks.push(store.lock(key, atMost));
      return "locked " + (System.nanoTime() - began) / 1_000_000;
    } catch (OktaAwsException e) {
      return e.getClass().getSimpleName() + " " + (System.nanoTime() - began) / 1_000_000;
    }
  }

  private void churn(String hint) {
    for (int i = 0; ; i++) {
      store.write(SampleKeys.signIn(hint), entry(200_000, Integer.toString(i % 10)));
    }
  }

  /** Adds one to a number in the store, so often, each time under the lock. */
  private String count(int times) throws IOException {
    SignInKey key = SampleKeys.signIn("counter");
    Path alone = directory.resolveSibling("alone");
    for (int i = 0; i < times; i++) {
      TokenStore.Lock lock = store.lock(key, Duration.ofMinutes(1));
      Files.createFile(alone);
      int number = store.read(key).map(StoreProcess::number).orElse(0);
      store.write(key, entry(20_000, Integer.toString(number + 1)));
      Files.delete(alone);
      lock.close();
    }
    return "counted";
  }

  /** As many bytes, which are the word over and over with a space after each. */
  static byte[] entry(int size, String word) {
    byte[] unit = (word + " ").getBytes(US_ASCII);
    byte[] entry = new byte[size];
    for (int i = 0; i < size; i++) {
      entry[i] = unit[i % unit.length];
    }
    return entry;
  }

  /** The word, if the entry is whole. */
  static String check(byte[] entry) {
    String text = new String(entry, US_ASCII);
    String word = text.substring(0, text.indexOf(' '));
    return Arrays.equals(entry, entry(entry.length, word)) ? word : "torn";
  }

  static int number(byte[] entry) {
    return number(check(entry));
  }
}
