package io.github.oktaaws.testkit.internal.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The role sessions issued so far, expired ones too: AWS tells those from unknown ones. The oldest
 * are forgotten, so that a sandbox left running does not fill its heap.
 */
final class Sessions {
  private static final int KEPT = 5_000;
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, RoleSession> byAccessKeyId = new ConcurrentHashMap<>();
  private final Queue<RoleSession> oldestFirst = new ConcurrentLinkedQueue<>();
  private final AtomicInteger kept = new AtomicInteger();

  Sessions(Clock clock) {
    this.clock = clock;
  }

  RoleSession open(Arn role, String sessionName, Instant expiration) {
    RoleSession session =
        new RoleSession(
            "ASIA" + identifier(random(16)),
            Base64.getEncoder().encodeToString(random(30)),
            Base64.getEncoder().encodeToString(random(384)),
            expiration.truncatedTo(ChronoUnit.SECONDS),
            role,
            "AROA" + identifier(sha256(role.toString())),
            sessionName);
    byAccessKeyId.put(session.accessKeyId(), session);
    oldestFirst.add(session);
    if (kept.incrementAndGet() > KEPT) {
      kept.decrementAndGet();
      byAccessKeyId.remove(oldestFirst.remove().accessKeyId());
    }
    return session;
  }

  Optional<RoleSession> find(String accessKeyId) {
    return Optional.ofNullable(byAccessKeyId.get(accessKeyId));
  }

  boolean isExpired(RoleSession session) {
    return !clock.instant().isBefore(session.expiration());
  }

  List<String> issuedSecrets() {
    return byAccessKeyId.values().stream()
        .flatMap(session -> Stream.of(session.secretAccessKey(), session.sessionToken()))
        .toList();
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String identifier(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      text.append(ALPHABET.charAt(bytes[i] & 31));
    }
    return text.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
