package io.github.oktaaws.testkit.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.model.StsException;

class SignedResponseTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final StsOnLoopback sts = new StsOnLoopback(NOW);

  @AfterEach
  void stop() {
    sts.close();
  }

  private String subject(ResponseDraft response) {
    return sts.redeem(response.base64(), request -> {}).subject();
  }

  private void assertInvalid(String base64, String text) {
    StsException rejection =
        catchThrowableOfType(StsException.class, () -> sts.redeem(base64, request -> {}));
    assertThat(rejection.awsErrorDetails().errorCode()).isEqualTo("InvalidIdentityToken");
    assertThat(rejection.statusCode()).isEqualTo(400);
    assertThat(rejection.awsErrorDetails().errorMessage()).contains(text);
  }

  private void assertSignatureInvalid(ResponseDraft response) {
    assertInvalid(response.base64(), "Response signature invalid");
  }

  /** The text from one mark to another, both included. */
  private static String cut(ResponseDraft response, String from, String to) {
    String xml = response.xml();
    int start = xml.indexOf(from);
    return xml.substring(start, xml.indexOf(to, start) + to.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1", "r1"})
  void aSignatureOfTheAssertionOrOfTheResponseIsEnough(String id) throws Exception {
    assertThat(subject(sts.draft().signed(sts.samlKey, id))).isEqualTo("jane");
  }

  @Test
  void linesOfBase64AreRead() throws Exception {
    String lines = sts.draft().signed(sts.samlKey).base64().replaceAll("(.{76})", "$1\r\n");
    assertThat(sts.redeem(lines, request -> {}).subject()).isEqualTo("jane");
  }

  @Test
  void aResponseNobodySignedIsInvalid() {
    assertSignatureInvalid(sts.draft());
  }

  @Test
  void aSignatureWithAnotherCertificateIsInvalidThoughItBringsThat() throws Exception {
    assertSignatureInvalid(sts.draft().signed(StsOnLoopback.newSamlKey()));
  }

  @Test
  void oneGoodSignatureDoesNotMakeUpForABadOne() throws Exception {
    ResponseDraft draft = sts.draft().signed(StsOnLoopback.newSamlKey(), "a1");
    assertSignatureInvalid(draft.signed(sts.samlKey, "r1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1", "r1"})
  void aChangeAfterSigningIsNoticed(String id) throws Exception {
    ResponseDraft signed = sts.draft().signed(sts.samlKey, id);
    assertSignatureInvalid(signed.with("role/admin", "role/administrator"));
    assertSignatureInvalid(signed.with(">jane<", ">mallory<"));
    assertSignatureInvalid(signed.with("NotBefore=\"" + NOW, "NotBefore=\"" + NOW.minusSeconds(1)));
  }

  @Test
  void aCommentDoesNotCutAName() throws Exception {
    ResponseDraft signed = sts.draft().with(">jane<", ">jane.evil<").signed(sts.samlKey);
    assertThat(subject(signed.with(">jane.evil<", ">jane<!-- -->.evil<"))).isEqualTo("jane.evil");
  }

  @Test
  void aForgedAssertionAroundTheSignedOneIsInvalid() throws Exception {
    ResponseDraft signed = sts.draft().signed(sts.samlKey, "a1");
    String original = cut(signed, "<a:Assertion ", "</a:Assertion>");
    String forged = cut(sts.draft(), "<a:Assertion ", "</a:Assertion>").replace("jane", "mallory");
    String signature = cut(signed, "<ds:Signature ", "</ds:Signature>");
    String otherId = forged.replace("ID=\"a1\"", "ID=\"a2\"");

    // the original in an extension of the response, the forgery where it is read
    assertSignatureInvalid(
        signed.with(original, "<p:Extensions>" + original + "</p:Extensions>" + otherId));
    // the forgery carries the original and its signature
    String wrapping =
        otherId.replace(
            "</a:Issuer>",
            "</a:Issuer>"
                + signature.replace(
                    "</ds:Signature>",
                    "<ds:Object>"
                        + original.replace(signature, "")
                        + "</ds:Object></ds:Signature>"));
    assertSignatureInvalid(signed.with(original, wrapping));
    // both have the ID that is signed
    assertSignatureInvalid(signed.with(original, wrapping.replace("ID=\"a2\"", "ID=\"a1\"")));
    // the forgery points at an original elsewhere
    assertSignatureInvalid(
        signed.with(
            original,
            "<p:Extensions>"
                + original.replace(signature, "")
                + "</p:Extensions>"
                + otherId.replace("</a:Issuer>", "</a:Issuer>" + signature)));
  }

  @Test
  void twoElementsOfTheSameIdAreInvalid() throws Exception {
    ResponseDraft signed = sts.draft().signed(sts.samlKey, "a1");
    assertSignatureInvalid(signed.with("ID=\"r1\"", "ID=\"a1\""));
  }

  @Test
  void aSecondAssertionBesideTheSignedOneIsInvalid() throws Exception {
    ResponseDraft signed = sts.draft().signed(sts.samlKey, "a1");
    String forged =
        cut(sts.draft(), "<a:Assertion ", "</a:Assertion>").replace("ID=\"a1\"", "ID=\"a2\"");
    assertInvalid(
        signed.with("<a:Assertion ", forged + "<a:Assertion ").base64(),
        "must contain exactly one Assertion");
  }

  @Test
  void aSignatureOfTheResponseDoesNotCoverAnAssertionPutIntoIt() throws Exception {
    ResponseDraft signed = sts.draft().signed(sts.samlKey, "r1");
    String forged =
        cut(sts.draft(), "<a:Assertion ", "</a:Assertion>").replace(">jane<", ">mallory<");
    String original = cut(signed, "<a:Assertion ", "</a:Assertion>");
    assertSignatureInvalid(signed.with(original, forged));
  }

  @Test
  void aDoctypeIsNotRead() throws Exception {
    String xml = sts.draft().signed(sts.samlKey).xml();
    String body = xml.substring(xml.indexOf("<p:Response"));
    assertInvalid(
        new ResponseDraft("<!DOCTYPE r [<!ENTITY e \"jane\">]>" + body).base64(),
        "without a DOCTYPE");
    assertThat(subject(new ResponseDraft(body))).isEqualTo("jane");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%%", "bm90IFhNTA==", "PGEvPg=="})
  void whatIsNoResponseIsInvalid(String assertion) {
    assertInvalid(assertion, "SAMLResponse");
  }

  @Test
  void anEncryptedAssertionIsNotRead() throws Exception {
    assertInvalid(
        sts.draft().with("a:Assertion", "a:EncryptedAssertion").signed(sts.samlKey, "r1").base64(),
        "reads no encrypted one");
  }
}
