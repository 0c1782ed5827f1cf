#include "connectors/ingest/webhook_content.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <random>

#include "connectors/ingest/ingest_limits.hpp"
#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/testing.hpp"

namespace rollcall::connectors {
namespace {

std::string bytes_of(const TemporaryFile& file) {
    std::string bytes;
    file.read([&](std::string_view chunk) { bytes += chunk; });
    return bytes;
}

std::string base64_of(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

std::string some_bytes(std::size_t count) {
    std::minstd_rand random(static_cast<unsigned>(count) + 1);
    std::string bytes(count, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

std::string with_audio(std::string_view text) {
    return R"({"type":"post_call_audio","data":{"conversation_id":"c1","full_audio":")" + std::string(text) +
           R"(","agent_id":"a1"}})";
}

class WebhookContents : public ::testing::Test {
protected:
    WebhookContent parse(std::string_view text) { return parse_webhook_body(WebhookBody(text), folder.file("")); }
    WebhookContent parse_from_file(std::string_view text) {
        TemporaryFile file(folder.file(""));
        file.append(text);
        return parse_webhook_body(WebhookBody(file), folder.file(""));
    }
    std::string message_in(std::string_view text) { return boost::json::serialize(parse(text).message); }
    ErrorCode refusal_of(std::string_view text) {
        try {
            parse(text);
        } catch (const Error& error) {
            return error.code();
        }
        ADD_FAILURE() << "not refused: " << text;
        return ErrorCode::internal;
    }

    TemporaryFolder folder;
};

TEST_F(WebhookContents, AreWhatAnyJsonParserFinds) {
    for (const auto* text :
         {R"({"a":[1,-2,18446744073709551615,0.5,true,false,null,"x",{"b":{}}],"":"\u00e9\ud83d\ude00"})", R"([])",
          R"("text")", R"(7)"}) {
        const auto expected = boost::json::parse(text);
        EXPECT_EQ(parse(text).message, expected);
        EXPECT_EQ(parse_from_file(text).message, expected);
    }
}

TEST_F(WebhookContents, AreFoundInManyChunks) {
    const std::string words(500'000, 'x');
    const auto text = R"({"message":{"artifact":{"transcript":")" + words + R"(\n","n":1.25}}})";
    EXPECT_EQ(parse_from_file(text).message, boost::json::parse(text));
}

TEST_F(WebhookContents, HaveTheAudioInAFile) {
    for (const std::size_t size : {1U, 2U, 3U, 1000U, 300'001U}) {
        const auto audio = some_bytes(size);
        const auto content = parse_from_file(with_audio(base64_of(audio)));
        ASSERT_TRUE(content.audio) << size;
        EXPECT_EQ(bytes_of(*content.audio), audio) << size;
        EXPECT_FALSE(content.is_audio_broken);
        const auto& data = content.message.at("data").as_object();
        EXPECT_TRUE(data.at("full_audio").is_null());
        EXPECT_EQ(data.at("agent_id"), "a1");
    }
}

TEST_F(WebhookContents, MayHaveEscapedAudio) {
    const auto audio = some_bytes(3000);
    auto text = base64_of(audio);
    for (std::size_t at = 0; (at = text.find('/', at)) != std::string::npos; at += 2) text.insert(at, 1, '\\');
    EXPECT_EQ(bytes_of(*parse(with_audio(text)).audio), audio);
}

TEST_F(WebhookContents, MayHaveAudioInLinesAndWithoutPadding) {
    for (const std::size_t size : {1U, 2U, 3U, 57U, 3001U, 200'000U}) {
        const auto audio = some_bytes(size);
        const auto text = base64_of(audio);
        std::string lines;
        for (std::size_t at = 0; at < text.size(); at += 76) lines += text.substr(at, 76) + "\\r\\n";
        const auto unpadded = text.substr(0, text.find('='));
        auto for_urls = unpadded;
        for (auto& c : for_urls) c = c == '+' ? '-' : c == '/' ? '_' : c;
        for (const auto& form : {lines, unpadded, for_urls, " " + text + "\\t\\n"}) {
            const auto content = parse_from_file(with_audio(form));
            ASSERT_TRUE(content.audio) << size;
            EXPECT_EQ(bytes_of(*content.audio), audio) << size;
            EXPECT_FALSE(content.is_audio_broken);
        }
    }
}

TEST_F(WebhookContents, KeepWhatCameForAudioThatIsBroken) {
    const auto text = base64_of(some_bytes(150'000)) + "*" + base64_of(some_bytes(10));
    const auto content = parse_from_file(with_audio(text));
    EXPECT_FALSE(content.audio);
    EXPECT_EQ(bytes_of(*content.audio_text), text);
    EXPECT_EQ(content.message.at("data").at("agent_id"), "a1");
}

TEST_F(WebhookContents, SayThatAudioIsBroken) {
    for (const auto* text : {"!!!!", "abcde", "abcd=", "ab==abcd", "abcd====", "ab*c", "abc\\u00e9"}) {
        const auto content = parse(with_audio(text));
        EXPECT_FALSE(content.audio) << text;
        ASSERT_TRUE(content.audio_text) << text;
        EXPECT_TRUE(content.is_audio_broken) << text;
        EXPECT_EQ(content.message.at("data").at("conversation_id"), "c1");
    }
}

TEST_F(WebhookContents, HaveNoAudioElsewhere) {
    for (const auto* text : {R"({"data":{"full_audio":""}})", R"({"data":{"full_audio":null}})",
                             R"({"data":{"full_audio":7}})", R"({"data":{}})"}) {
        const auto content = parse(text);
        EXPECT_FALSE(content.audio) << text;
        EXPECT_FALSE(content.is_audio_broken) << text;
    }
    for (const auto* text : {R"({"full_audio":"AAAA"})", R"({"data":[{"full_audio":"AAAA"}]})",
                             R"({"data":{"more":{"full_audio":"AAAA"}}})", R"({"data":{"full_audio":["AAAA"]}})"}) {
        EXPECT_FALSE(parse(text).audio) << text;
        EXPECT_EQ(message_in(text), text);
    }
}

TEST_F(WebhookContents, AreRefusedWhenTheyAreNotJson) {
    for (const auto* text : {"", " ", "{", R"({"a":1)", R"({"a":1}})", R"({"a":1} {})", "{'a':1}", R"({"a":01})", "nul",
                             "\xef\xbb\xbf{}", "{\"a\":\xff}", "{\"a\":\"\n\"}"}) {
        EXPECT_EQ(refusal_of(text), ErrorCode::malformed_request) << text;
    }
}

TEST_F(WebhookContents, AreRefusedWithADuplicateName) {
    EXPECT_EQ(refusal_of(R"({"event":"call_ended","event":"call_started"})"), ErrorCode::malformed_request);
    EXPECT_EQ(refusal_of(R"({"call":{"a":1,"b":[{"c":1,"c":2}]}})"), ErrorCode::malformed_request);
    EXPECT_EQ(message_in(R"({"a":{"a":[{"a":1},{"a":2}]}})"), R"({"a":{"a":[{"a":1},{"a":2}]}})");
}

TEST_F(WebhookContents, LeaveOutWhatTheDatabasesCannotHold) {
    EXPECT_EQ(message_in(R"({"a":"x\u0000y","b\u0000":"\u0000"})"), R"({"a":"xy","b":""})");
    EXPECT_EQ(message_in(R"({"cost":1e999})"), R"({"cost":null})");
}

TEST_F(WebhookContents, HaveTheReplacementCharacterForWhatIsNotUnicode) {
    EXPECT_EQ(message_in(R"({"a":"cut \ud83d","b":["\udc00\ud83d\ude00"]})"),
              "{\"a\":\"cut \xEF\xBF\xBD\",\"b\":[\"\xEF\xBF\xBD\xF0\x9F\x98\x80\"]}");
    EXPECT_EQ(message_in("{\"caf\xe9\":\"\xff\"}"), "{\"caf\xEF\xBF\xBD\":\"\xEF\xBF\xBD\"}");
    EXPECT_TRUE(parse("\"\xff\"").has_invalid_bytes);
    EXPECT_FALSE(parse(R"("\ud83d")").has_invalid_bytes);
    const auto names = parse(R"({"\ud800":1,"\udc00":2,"\ufffd":3})").message;
    EXPECT_EQ(names.as_object().size(), 3U);
}

TEST_F(WebhookContents, AreRefusedWithMoreRepairedNamesThanComeByMistake) {
    std::string text = "{";
    for (int n = 0; n < 10'000; ++n) text += R"("\ud800":0,)";
    text.back() = '}';
    EXPECT_THROW(parse(text), Error);
}

TEST_F(WebhookContents, AreRefusedWhenTheyAreNestedTooDeeply) {
    EXPECT_EQ(parse(std::string(100, '[') + std::string(100, ']')).message.is_array(), true);
    EXPECT_EQ(refusal_of(std::string(101, '[') + std::string(101, ']')), ErrorCode::malformed_request);
}

TEST_F(WebhookContents, AreRefusedWhenTheyAreTooLargeWithoutAudio) {
    const std::string large(largest_webhook_without_audio, 'x');
    EXPECT_EQ(refusal_of("{\"a\":\"" + large + "\"}"), ErrorCode::too_large);
    const auto audio = some_bytes(largest_webhook_without_audio + 1000);
    EXPECT_EQ(parse_from_file(with_audio(base64_of(audio))).audio->size(), audio.size());
}

TEST_F(WebhookContents, AreRefusedWithTooManyValues) {
    std::string values = "[{}";
    for (std::size_t count = 2; count < max_webhook_values; ++count) values += ",0";
    EXPECT_EQ(parse(values + "]").message.as_array().size(), max_webhook_values - 1);
    EXPECT_EQ(refusal_of(values + ",\"a\"]"), ErrorCode::too_large);
}

}  // namespace
}  // namespace rollcall::connectors
