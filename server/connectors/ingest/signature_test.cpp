#include "connectors/ingest/signature.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

namespace rollcall::connectors {
namespace {

using namespace std::chrono_literals;

// When everything here is signed.
const Time then = from_milliseconds(1'700'000'000'000);

/// A delivery as it comes.
struct Delivered {
    std::string body;
    std::map<std::string, std::string> headers;

    Verdict judged(Platform platform, std::string_view secret, Time now = then) const {
        return judge(platform, secret, lookup(), Payload(body), now);
    }
    Header lookup() const {
        return [this](std::string_view name) -> std::optional<std::string_view> {
            const auto found = headers.find(std::string(name));
            return found == headers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
        };
    }
    Delivered with(const std::string& header, const std::string& value) const {
        auto changed = *this;
        changed.headers[header] = value;
        return changed;
    }
};

// The vector that Retell gives.
const Delivered retell{
    R"({"event":"call_ended"})",
    {{"x-retell-signature", "v=1700000000000,d=07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823e"}}};
constexpr auto retell_secret = "test-api-key";

const Delivered elevenlabs{
    R"({"type":"post_call_transcription"})",
    {{"elevenlabs-signature", "t=1700000000,v0=780a0f70ae9db0098b95177b31adddf05633ad6cb781b1a17719dc92b8ffc5d9"}}};
constexpr auto elevenlabs_secret = "wsec_secret";

const Delivered vapi{R"({"message":{}})",
                     {{"x-timestamp", "1700000000"},
                      {"x-signature", "a0306dd2966f0887803063ca690f572865de525a91630a7e9d4c63f07766a464"}}};
constexpr auto vapi_secret = "vapi secret";

TEST(Signatures, OfEachPlatformAreGenuineWithItsSecretAndNoOther) {
    EXPECT_EQ(retell.judged(Platform::retell, retell_secret), Verdict::genuine);
    EXPECT_EQ(elevenlabs.judged(Platform::elevenlabs, elevenlabs_secret), Verdict::genuine);
    EXPECT_EQ(vapi.judged(Platform::vapi, vapi_secret), Verdict::genuine);
    EXPECT_EQ(retell.judged(Platform::retell, "test-api-kez"), Verdict::wrong);
    EXPECT_EQ(elevenlabs.judged(Platform::elevenlabs, ""), Verdict::wrong);
    EXPECT_EQ(vapi.judged(Platform::vapi, "Vapi secret"), Verdict::wrong);
}

TEST(Signatures, AreOverTheBytesAsTheyCame) {
    for (auto delivered : {retell, elevenlabs, vapi}) {
        delivered.body += ' ';
        EXPECT_EQ(delivered.judged(Platform::retell, retell_secret) == Verdict::genuine, false);
        EXPECT_EQ(delivered.judged(Platform::elevenlabs, elevenlabs_secret) == Verdict::genuine, false);
        EXPECT_EQ(delivered.judged(Platform::vapi, vapi_secret) == Verdict::genuine, false);
    }
}

TEST(Signatures, AreCheckedInAFileTheSameWay) {
    TemporaryFile file(std::filesystem::temp_directory_path());
    file.append(retell.body.substr(0, 5));
    file.append(retell.body.substr(5));
    EXPECT_EQ(judge(Platform::retell, retell_secret, retell.lookup(), Payload(file), then), Verdict::genuine);
    file.append(" ");
    EXPECT_EQ(judge(Platform::retell, retell_secret, retell.lookup(), Payload(file), then), Verdict::wrong);
}

TEST(Signatures, HoldForATime) {
    for (const auto shift : {-5min, 5min}) {
        EXPECT_EQ(retell.judged(Platform::retell, retell_secret, then + shift), Verdict::genuine);
        EXPECT_EQ(vapi.judged(Platform::vapi, vapi_secret, then + shift), Verdict::genuine);
        EXPECT_EQ(elevenlabs.judged(Platform::elevenlabs, elevenlabs_secret, then + 6 * shift), Verdict::genuine);
        const auto more = shift > 0min ? 1ms : -1ms;
        EXPECT_EQ(retell.judged(Platform::retell, retell_secret, then + shift + more), Verdict::too_old);
        EXPECT_EQ(vapi.judged(Platform::vapi, vapi_secret, then + shift + more), Verdict::too_old);
        EXPECT_EQ(elevenlabs.judged(Platform::elevenlabs, elevenlabs_secret, then + 6 * shift + more),
                  Verdict::too_old);
    }
    EXPECT_EQ(retell.judged(Platform::retell, "another", then + 1h), Verdict::wrong);
}

TEST(Signatures, HaveTheirTimeSignedToo) {
    const auto later = then + 1h;
    const std::string digest = "07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823e";
    const auto retold = retell.with("x-retell-signature", "v=1700003600000,d=" + digest);
    EXPECT_EQ(retold.judged(Platform::retell, retell_secret, later), Verdict::wrong);
    EXPECT_EQ(vapi.with("x-timestamp", "1700003600").judged(Platform::vapi, vapi_secret, later), Verdict::wrong);
}

TEST(Signatures, ThatCannotBeReadAreWrong) {
    for (const auto* text :
         {"", "v=,d=", "v=1700000000000", "d=07024c", "v=x,d=07024c", "v=1700000000000,d=07024c",
          "v=1700000000000,d=zz", "v=-1,d=00", "v=99999999999999999999,d=00", "v=1700000000000,d="}) {
        const auto delivered = retell.with("x-retell-signature", text);
        EXPECT_EQ(delivered.judged(Platform::retell, retell_secret), Verdict::wrong) << text;
    }
    EXPECT_EQ(vapi.with("x-timestamp", "").judged(Platform::vapi, vapi_secret), Verdict::wrong);
    EXPECT_EQ(vapi.with("x-signature", "").judged(Platform::vapi, vapi_secret), Verdict::wrong);
    EXPECT_EQ(vapi.with("x-signature", std::string(1000, 'a')).judged(Platform::vapi, vapi_secret), Verdict::wrong);
}

TEST(Signatures, ThatAreNotThereAreMissing) {
    const Delivered bare{"{}", {{"authorization", "Basic abc"}, {"cookie", "session=1"}}};
    for (const auto platform : {Platform::vapi, Platform::retell, Platform::elevenlabs}) {
        EXPECT_EQ(bare.judged(platform, "secret"), Verdict::missing);
        EXPECT_FALSE(has_signature(platform, bare.lookup()));
    }
    EXPECT_TRUE(has_signature(Platform::retell, retell.lookup()));
    EXPECT_TRUE(has_signature(Platform::elevenlabs, elevenlabs.lookup()));
    EXPECT_TRUE(has_signature(Platform::vapi, vapi.lookup()));
    EXPECT_FALSE(has_signature(Platform::vapi, retell.lookup()));
}

TEST(VapisSignatures, AreInHexOrBase64AndOfTwoKinds) {
    for (const auto* digest :
         {"A0306DD2966F0887803063CA690F572865DE525A91630A7E9D4C63F07766A464",
          "oDBt0pZvCIeAMGPKaQ9XKGXeUlqRYwp+nUxj8HdmpGQ=",
          "9cb3bf750ca817dd7059f02c7410ab97e8813d745b5ad57db80b3631b9bbdc54ee164e4437abc9673091698036f4a91b7602f9dafb38"
          "cc"
          "0bcb0f3bb0c0a6333c",
          "nLO/dQyoF91wWfAsdBCrl+iBPXRbWtV9uAs2Mbm73FTuFk5EN6vJZzCRaYA29KkbdgL52vs4zAvLDzuwwKYzPA=="}) {
        EXPECT_EQ(vapi.with("x-signature", digest).judged(Platform::vapi, vapi_secret), Verdict::genuine) << digest;
    }
}

TEST(VapisSignatures, CountInSecondsOrInMilliseconds) {
    const auto in_milliseconds =
        vapi.with("x-timestamp", "1700000000000")
            .with("x-signature", "d2e8319997799d59327148aa21ec1b7f4c01e37b3489339eb06e53481631cafe");
    EXPECT_EQ(in_milliseconds.judged(Platform::vapi, vapi_secret), Verdict::genuine);
}

TEST(VapisSecret, ComesAsItIsWhereTheCustomerChoseThat) {
    const Delivered bearer{"{}", {{"authorization", "bearer vapi secret"}}};
    const Delivered header{"{}", {{"x-vapi-secret", "vapi secret"}}};
    for (const auto& delivered : {bearer, header}) {
        EXPECT_EQ(delivered.judged(Platform::vapi, vapi_secret), Verdict::genuine);
        EXPECT_EQ(delivered.judged(Platform::vapi, "vapi secret "), Verdict::wrong);
        EXPECT_EQ(delivered.judged(Platform::retell, vapi_secret), Verdict::missing);
        // A signature that is there has to be right.
        EXPECT_EQ(delivered.with("x-signature", "00").judged(Platform::vapi, vapi_secret), Verdict::wrong);
    }
    EXPECT_EQ(bearer.with("authorization", "Bearer ").judged(Platform::vapi, vapi_secret), Verdict::missing);
}

}  // namespace
}  // namespace rollcall::connectors
