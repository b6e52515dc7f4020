package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Keycloak with its database in memory, on loopback. Its realms have the same people and apps. */
final class KeycloakServer implements AutoCloseable {

  /** The public client that may use the device authorization grant. */
  static final String CLIENT_ID = "native-cli";

  /** The public client that may use the authorization code grant, with PKCE only. */
  static final String BROWSER_CLIENT_ID = "browser-cli";

  private static final String ADMIN = "admin";
  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerProcess process;
  private final String origin;
  private final OkHttpClient http = new OkHttpClient();
  private final Map<String, KeycloakRealm> realms = new ConcurrentHashMap<>();

  private KeycloakServer(ServerProcess process, String origin) {
    this.process = process;
    this.origin = origin;
  }

  static KeycloakServer start() {
    Path home = Path.of(System.getProperty("interop.keycloak", "target/keycloak")).toAbsolutePath();
    assertThat(home.resolve("bin/kc.sh"))
        .as("Keycloak, which the Maven profile 'interop' unpacks")
        .exists();
    int port = ServerProcess.freePort();
    ServerProcess process =
        ServerProcess.start(
            "keycloak",
            List.of(
                "bash",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--db=dev-mem",
                "--cache=local",
                "--http-host=127.0.0.1",
                "--http-port=" + port),
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS_KC_HEAP",
                "-Xms64m -Xmx512m",
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                ADMIN));
    KeycloakServer server = new KeycloakServer(process, "http://127.0.0.1:" + port);
    process.awaitAnswer(URI.create(server.origin + "/realms/master"), LONGEST_START);
    return server;
  }

  /** The realm whose device codes live for ten minutes. */
  KeycloakRealm realm() {
    return realm("okta-like", Duration.ofMinutes(10));
  }

  /** A realm of its own, whose device codes live for this long. */
  KeycloakRealm realm(String name, Duration deviceCodeLifespan) {
    return realms.computeIfAbsent(name, any -> create(name, deviceCodeLifespan));
  }

  private KeycloakRealm create(String name, Duration deviceCodeLifespan) {
    try (InputStream template = KeycloakServer.class.getResourceAsStream("/keycloak-realm.json")) {
      assertThat(template).isNotNull();
      String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
      ObjectNode realm = (ObjectNode) JSON.readTree(text.replace("okta-like", name));
      realm.put("oauth2DeviceCodeLifespan", deviceCodeLifespan.toSeconds());
      administer("/admin/realms", realm);
      return new KeycloakRealm(URI.create(origin + "/realms/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A confidential client that proves with a key who it is (RFC 7523) and acts for itself. */
  void addMachine(KeycloakRealm realm, String clientId, String algorithm, String jwks) {
    ObjectNode client = JSON.createObjectNode();
    client.put("clientId", clientId);
    client.put("protocol", "openid-connect");
    client.put("publicClient", false);
    client.put("standardFlowEnabled", false);
    client.put("serviceAccountsEnabled", true);
    client.put("clientAuthenticatorType", "client-jwt");
    client
        .putObject("attributes")
        .put("use.jwks.string", "true")
        .put("jwks.string", jwks)
        .put("token.endpoint.auth.signing.alg", algorithm);
    try {
      administer("/admin" + realm.issuer().getPath() + "/clients", client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void administer(String path, ObjectNode created) throws IOException {
    Request request =
        new Request.Builder()
            .url(origin + path)
            .header("Authorization", "Bearer " + adminToken())
            .post(RequestBody.create(created.toString(), MediaType.get("application/json")))
            .build();
    try (Response response = http.newCall(request).execute()) {
      assertThat(response.code()).as("what %s answers", path).isEqualTo(201);
    }
  }

  private String adminToken() throws IOException {
    Request request =
        new Request.Builder()
            .url(origin + "/realms/master/protocol/openid-connect/token")
            .post(
                new FormBody.Builder()
                    .add("grant_type", "password")
                    .add("client_id", "admin-cli")
                    .add("username", ADMIN)
                    .add("password", ADMIN)
                    .build())
            .build();
    try (Response response = http.newCall(request).execute()) {
      JsonNode answer = JSON.readTree(response.body().string());
      return answer.required("access_token").asText();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
