#include "connectors/ingest/signature.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "connectors/ingest/ingest_limits.hpp"

namespace rollcall::connectors {
namespace {

using namespace std::chrono_literals;

// When everything here is signed.
const Time then = from_milliseconds(1'700'000'000'000);

/// A webhook as it arrives.
struct SentWebhook {
    std::string body;
    std::map<std::string, std::string> headers;

    SignatureStatus checked(Platform platform, std::string_view secret, Time now = then) const {
        return check_signature(platform, secret, lookup(), WebhookBody(body), now);
    }
    SignatureStatus checked_by_header(Platform platform, std::string_view secret, Time now = then) const {
        return check_signature_header(platform, secret, lookup(), now);
    }
    HeaderLookup lookup() const {
        return [this](std::string_view name) -> std::optional<std::string_view> {
            const auto found = headers.find(std::string(name));
            return found == headers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
        };
    }
    SentWebhook with(const std::string& header, const std::string& value) const {
        auto changed = *this;
        changed.headers[header] = value;
        return changed;
    }
};

// The vector that Retell gives.
const SentWebhook retell{
    R"({"event":"call_ended"})",
    {{"x-retell-signature", "v=1700000000000,d=07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823e"}}};
constexpr auto retell_secret = "test-api-key";

const SentWebhook elevenlabs{
    R"({"type":"post_call_transcription"})",
    {{"elevenlabs-signature", "t=1700000000,v0=780a0f70ae9db0098b95177b31adddf05633ad6cb781b1a17719dc92b8ffc5d9"}}};
constexpr auto elevenlabs_secret = "wsec_secret";

const SentWebhook vapi{R"({"message":{}})",
                       {{"x-timestamp", "1700000000"},
                        {"x-signature", "a0306dd2966f0887803063ca690f572865de525a91630a7e9d4c63f07766a464"}}};
constexpr auto vapi_secret = "vapi secret";

TEST(Signatures, OfEachPlatformAreValidWithItsSecretAndNoOther) {
    EXPECT_EQ(retell.checked(Platform::retell, retell_secret), SignatureStatus::valid);
    EXPECT_EQ(elevenlabs.checked(Platform::elevenlabs, elevenlabs_secret), SignatureStatus::valid);
    EXPECT_EQ(vapi.checked(Platform::vapi, vapi_secret), SignatureStatus::valid);
    EXPECT_EQ(retell.checked(Platform::retell, "test-api-kez"), SignatureStatus::wrong);
    EXPECT_EQ(elevenlabs.checked(Platform::elevenlabs, ""), SignatureStatus::wrong);
    EXPECT_EQ(vapi.checked(Platform::vapi, "Vapi secret"), SignatureStatus::wrong);
}

TEST(Signatures, OfVapiAreInAnAlgorithmAndFormThatTheCustomerHasChosen) {
    // printf '1700000000.{"message":{}}' | openssl dgst -sha1 -hmac 'vapi secret'
    const std::string sha1 = "e813d9447bcc23d8ba83ee0787a33d7a42924a57";
    const std::string sha1_in_base64 = "6BPZRHvMI9i6g+4Hh6M9ekKSSlc=";
    const std::string sha256 = "a0306dd2966f0887803063ca690f572865de525a91630a7e9d4c63f07766a464";
    const std::string sha256_in_base64 = "oDBt0pZvCIeAMGPKaQ9XKGXeUlqRYwp+nUxj8HdmpGQ=";
    for (const auto& digest : {sha1, sha1_in_base64, "sha1=" + sha1, "sha1=" + sha1_in_base64, sha256,
                               "sha256=" + sha256, sha256_in_base64, "sha256=" + sha256_in_base64}) {
        const auto sent = vapi.with("x-signature", digest);
        EXPECT_EQ(sent.checked(Platform::vapi, vapi_secret), SignatureStatus::valid) << digest;
        EXPECT_EQ(sent.checked_by_header(Platform::vapi, vapi_secret), SignatureStatus::valid) << digest;
        EXPECT_EQ(sent.checked(Platform::vapi, "another"), SignatureStatus::wrong) << digest;
    }
    for (const auto& digest :
         {"sha256=" + sha1.substr(1), std::string("sha256="), std::string("="), "=" + sha1 + "="}) {
        const auto sent = vapi.with("x-signature", digest);
        EXPECT_EQ(sent.checked(Platform::vapi, vapi_secret), SignatureStatus::wrong) << digest;
    }
    // The same with a secret of 100 letters k, which is longer than a block of SHA-1.
    const auto sent = vapi.with("x-signature", "56430b5910da14c87be98a07793cce438b9032f5");
    EXPECT_EQ(sent.checked(Platform::vapi, std::string(100, 'k')), SignatureStatus::valid);
}

TEST(Signatures, AreOverTheBytesAsTheyArrived) {
    for (auto sent : {retell, elevenlabs, vapi}) {
        sent.body += ' ';
        EXPECT_EQ(sent.checked(Platform::retell, retell_secret) == SignatureStatus::valid, false);
        EXPECT_EQ(sent.checked(Platform::elevenlabs, elevenlabs_secret) == SignatureStatus::valid, false);
        EXPECT_EQ(sent.checked(Platform::vapi, vapi_secret) == SignatureStatus::valid, false);
    }
}

TEST(Signatures, AreCheckedInAFileTheSameWay) {
    TemporaryFile file(std::filesystem::temp_directory_path());
    file.append(retell.body.substr(0, 5));
    file.append(retell.body.substr(5));
    EXPECT_EQ(check_signature(Platform::retell, retell_secret, retell.lookup(), WebhookBody(file), then),
              SignatureStatus::valid);
    file.append(" ");
    EXPECT_EQ(check_signature(Platform::retell, retell_secret, retell.lookup(), WebhookBody(file), then),
              SignatureStatus::wrong);
}

TEST(Signatures, AreValidForATime) {
    for (const auto shift : {-5min, 5min}) {
        EXPECT_EQ(retell.checked(Platform::retell, retell_secret, then + shift), SignatureStatus::valid);
        EXPECT_EQ(vapi.checked(Platform::vapi, vapi_secret, then + shift), SignatureStatus::valid);
        EXPECT_EQ(elevenlabs.checked(Platform::elevenlabs, elevenlabs_secret, then + 6 * shift),
                  SignatureStatus::valid);
        const auto more = shift > 0min ? 1ms : -1ms;
        EXPECT_EQ(retell.checked(Platform::retell, retell_secret, then + shift + more), SignatureStatus::expired);
        EXPECT_EQ(vapi.checked(Platform::vapi, vapi_secret, then + shift + more), SignatureStatus::expired);
        EXPECT_EQ(elevenlabs.checked(Platform::elevenlabs, elevenlabs_secret, then + 6 * shift + more),
                  SignatureStatus::expired);
    }
    EXPECT_EQ(retell.checked(Platform::retell, "another", then + 1h), SignatureStatus::wrong);
}

TEST(Signatures, CoverTheirTimeToo) {
    const auto later = then + 1h;
    const std::string digest = "07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823e";
    const auto changed = retell.with("x-retell-signature", "v=1700003600000,d=" + digest);
    EXPECT_EQ(changed.checked(Platform::retell, retell_secret, later), SignatureStatus::wrong);
    EXPECT_EQ(vapi.with("x-timestamp", "1700003600").checked(Platform::vapi, vapi_secret, later),
              SignatureStatus::wrong);
}

TEST(Signatures, ThatCannotBeReadAreWrong) {
    for (const auto* text :
         {"", "v=,d=", "v=1700000000000", "d=07024c", "v=x,d=07024c", "v=1700000000000,d=07024c",
          "v=1700000000000,d=zz", "v=-1,d=00", "v=99999999999999999999,d=00", "v=1700000000000,d="}) {
        const auto sent = retell.with("x-retell-signature", text);
        EXPECT_EQ(sent.checked(Platform::retell, retell_secret), SignatureStatus::wrong) << text;
    }
    EXPECT_EQ(vapi.with("x-timestamp", "").checked(Platform::vapi, vapi_secret), SignatureStatus::wrong);
    EXPECT_EQ(vapi.with("x-signature", "").checked(Platform::vapi, vapi_secret), SignatureStatus::wrong);
    EXPECT_EQ(vapi.with("x-signature", std::string(1000, 'a')).checked(Platform::vapi, vapi_secret),
              SignatureStatus::wrong);
}

TEST(Signatures, AreMissingWithoutTheirHeader) {
    const SentWebhook bare{"{}", {{"authorization", "Basic abc"}, {"cookie", "session=1"}}};
    for (const auto platform : {Platform::vapi, Platform::retell, Platform::elevenlabs}) {
        EXPECT_EQ(bare.checked(platform, "secret"), SignatureStatus::missing);
        EXPECT_EQ(bare.checked_by_header(platform, "secret"), SignatureStatus::missing);
    }
    EXPECT_EQ(retell.checked_by_header(Platform::vapi, vapi_secret), SignatureStatus::missing);
}

TEST(Signatures, CanBeValidByTheirHeaderWhateverTheBodyIs) {
    EXPECT_EQ(retell.checked_by_header(Platform::retell, "any secret"), SignatureStatus::valid);
    EXPECT_EQ(elevenlabs.checked_by_header(Platform::elevenlabs, "any secret"), SignatureStatus::valid);
    EXPECT_EQ(vapi.checked_by_header(Platform::vapi, "any secret"), SignatureStatus::valid);
}

TEST(Signatures, AreExpiredByTheTimeInTheirHeader) {
    for (const auto early : {-1, 1}) {
        const auto usual = then + early * usual_signature_window;
        const auto longest = then + early * elevenlabs_signature_window;
        EXPECT_EQ(retell.checked_by_header(Platform::retell, "", usual), SignatureStatus::valid);
        EXPECT_EQ(retell.checked_by_header(Platform::retell, "", usual + early * 1ms), SignatureStatus::expired);
        EXPECT_EQ(vapi.checked_by_header(Platform::vapi, "", usual + early * 1ms), SignatureStatus::expired);
        EXPECT_EQ(elevenlabs.checked_by_header(Platform::elevenlabs, "", longest), SignatureStatus::valid);
        EXPECT_EQ(elevenlabs.checked_by_header(Platform::elevenlabs, "", longest + early * 1ms),
                  SignatureStatus::expired);
    }
}

TEST(Signatures, AreWrongByTheirHeaderWithoutATimeOrADigest) {
    for (const auto* text : {"", "v=1700000000000", "d=00", "v=x,d=00", "v=1700000000000,d=zz"}) {
        EXPECT_EQ(retell.with("x-retell-signature", text).checked_by_header(Platform::retell, retell_secret),
                  SignatureStatus::wrong)
            << text;
    }
    const SentWebhook secret{"{}", {{"x-vapi-secret", "vapi secret"}}};
    const SentWebhook bearer{"{}", {{"authorization", "Bearer vapi secret"}}};
    for (const auto& sent : {secret, bearer}) {
        EXPECT_EQ(sent.checked_by_header(Platform::vapi, vapi_secret), SignatureStatus::valid);
        EXPECT_EQ(sent.checked_by_header(Platform::vapi, "another"), SignatureStatus::wrong);
    }
}

TEST(VapisSignatures, AreInHexOrBase64AndOfTwoAlgorithms) {
    for (const auto* digest :
         {"A0306DD2966F0887803063CA690F572865DE525A91630A7E9D4C63F07766A464",
          "oDBt0pZvCIeAMGPKaQ9XKGXeUlqRYwp+nUxj8HdmpGQ=",
          "9cb3bf750ca817dd7059f02c7410ab97e8813d745b5ad57db80b3631b9bbdc54ee164e4437abc9673091698036f4a91b7602f9dafb38"
          "cc"
          "0bcb0f3bb0c0a6333c",
          "nLO/dQyoF91wWfAsdBCrl+iBPXRbWtV9uAs2Mbm73FTuFk5EN6vJZzCRaYA29KkbdgL52vs4zAvLDzuwwKYzPA=="}) {
        EXPECT_EQ(vapi.with("x-signature", digest).checked(Platform::vapi, vapi_secret), SignatureStatus::valid)
            << digest;
    }
}

TEST(VapisSignatures, HaveATimeInSecondsOrMilliseconds) {
    const auto in_milliseconds =
        vapi.with("x-timestamp", "1700000000000")
            .with("x-signature", "d2e8319997799d59327148aa21ec1b7f4c01e37b3489339eb06e53481631cafe");
    EXPECT_EQ(in_milliseconds.checked(Platform::vapi, vapi_secret), SignatureStatus::valid);
}

TEST(VapisSecret, MayBeSentItselfInAHeader) {
    const SentWebhook bearer{"{}", {{"authorization", "bearer vapi secret"}}};
    const SentWebhook header{"{}", {{"x-vapi-secret", "vapi secret"}}};
    for (const auto& sent : {bearer, header}) {
        EXPECT_EQ(sent.checked(Platform::vapi, vapi_secret), SignatureStatus::valid);
        EXPECT_EQ(sent.checked(Platform::vapi, "vapi secret "), SignatureStatus::wrong);
        EXPECT_EQ(sent.checked(Platform::retell, vapi_secret), SignatureStatus::missing);
        // A signature that is there has to be right.
        EXPECT_EQ(sent.with("x-signature", "00").checked(Platform::vapi, vapi_secret), SignatureStatus::wrong);
    }
    EXPECT_EQ(bearer.with("authorization", "Bearer ").checked(Platform::vapi, vapi_secret), SignatureStatus::missing);
}

}  // namespace
}  // namespace rollcall::connectors
