package io.github.oktaaws.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** As much of a browser as forms without scripts need: redirects, cookies, fields. */
final class PlainBrowser {

  private final OkHttpClient client =
      new OkHttpClient.Builder().cookieJar(new LoopbackCookies()).build();

  Document open(URI address) {
    return load(new Request.Builder().url(address.toString()).build());
  }

  /** Fills in fields beside those that the page holds, and submits; a button is a field too. */
  Document submit(FormElement form, Map<String, String> fields) {
    FormBody.Builder body = new FormBody.Builder();
    for (KeyVal held : form.formData()) {
      if (!fields.containsKey(held.key())) {
        body.add(held.key(), held.value());
      }
    }
    fields.forEach(body::add);
    return load(new Request.Builder().url(form.absUrl("action")).post(body.build()).build());
  }

  private Document load(Request request) {
    try (Response response = client.newCall(request).execute()) {
      return Jsoup.parse(response.body().string(), response.request().url().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends Secure cookies over http too: browsers hold loopback to be as good as https. */
  private static final class LoopbackCookies implements CookieJar {

    private final List<Cookie> cookies = new ArrayList<>();

    @Override
    public synchronized void saveFromResponse(HttpUrl url, List<Cookie> received) {
      for (Cookie cookie : received) {
        cookies.removeIf(held -> held.name().equals(cookie.name()) && samePlace(held, cookie));
        cookies.add(cookie);
      }
    }

    @Override
    public synchronized List<Cookie> loadForRequest(HttpUrl url) {
      HttpUrl asHttps = url.newBuilder().scheme("https").build();
      long now = System.currentTimeMillis();
      return cookies.stream()
          .filter(cookie -> cookie.expiresAt() > now && cookie.matches(asHttps))
          .toList();
    }

    private static boolean samePlace(Cookie one, Cookie other) {
      return one.domain().equals(other.domain()) && one.path().equals(other.path());
    }
  }
}
