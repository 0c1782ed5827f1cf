#include "mail/message.hpp"

#include <gmime/gmime.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "mail/email_template.hpp"

namespace rollcall::mail {
namespace {

Message message_with(Content content, std::string name = "José Müller") {
    return {
        .id = "0190-abc",
        .date = from_milliseconds(1'795'000'000'000),
        .from = {"Harbour Voices", "rollcall@harbour.example"},
        .to = {std::move(name), "jose@harbour.example"},
        .content = std::move(content),
    };
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t times = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
    return times;
}

std::string header_part(const std::string& mime) { return mime.substr(0, mime.find("\r\n\r\n") + 2); }

TEST(Message, says_the_same_after_it_was_encoded) {
    const Content content{"田中さん, welcome to Hafen & Söhne", "Grüße\n\n.\n.. a line of dots\nالسلام",
                          "<p>Grüße</p>\n"};
    const auto read = content_from_mime(to_mime(message_with(content)));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->subject, content.subject);
    EXPECT_EQ(read->text, content.text);
    EXPECT_EQ(read->html, content.html);
}

TEST(Message, is_ascii_in_short_lines_that_end_in_crlf) {
    const auto mime = to_mime(message_with({"Grüße", std::string(5'000, 'x') + "ü", "<p>ü</p>"}));
    EXPECT_EQ(count(mime, "\n"), count(mime, "\r\n"));
    EXPECT_TRUE(std::ranges::all_of(mime, [](unsigned char c) { return c < 0x80; }));
    std::size_t longest = 0;
    for (std::size_t start = 0; start < mime.size();) {
        const auto end = mime.find("\r\n", start);
        longest = std::max(longest, end - start);
        start = end + 2;
    }
    EXPECT_LE(longest, 998U);
}

std::string repeat(const std::string& part, std::size_t times) {
    std::string text;
    while (times-- > 0) text += part;
    return text;
}

std::string decode_q(const std::string& encoded) {
    std::string bytes;
    for (std::size_t at = 0; at < encoded.size(); ++at) {
        if (encoded[at] != '=') {
            bytes += encoded[at] == '_' ? ' ' : encoded[at];
            continue;
        }
        bytes += static_cast<char>(std::stoi(encoded.substr(at + 1, 2), nullptr, 16));
        at += 2;
    }
    return bytes;
}

// The lengths of RFC 2047, section 2, and that each word is valid UTF-8 by itself.
void expect_short_encoded_words(const std::string& headers) {
    constexpr std::string_view beginning = "=?utf-8?Q?";
    std::size_t words = 0;
    for (std::size_t start = 0; start < headers.size();) {
        const auto end = headers.find("\r\n", start);
        const auto line = headers.substr(start, end - start);
        start = end + 2;
        const auto word = line.find(beginning);
        if (word == std::string::npos) continue;
        ++words;
        EXPECT_LE(line.size(), 76U) << line;
        const auto last = line.rfind("?=");
        EXPECT_LE(last + 2 - word, 75U) << line;
        const auto bytes = decode_q(line.substr(word + beginning.size(), last - word - beginning.size()));
        EXPECT_TRUE(g_utf8_validate(bytes.data(), static_cast<gssize>(bytes.size()), nullptr)) << line;
    }
    EXPECT_GT(words, 0U) << headers;
}

TEST(Message, splits_a_long_name_into_short_encoded_words) {
    for (const auto& part : {"田", "é", "аб", "ليلى", "🦭", "한", "👩🏽‍🚀", "กำ", "é long word "}) {
        for (std::size_t times = 1; times <= 200; times = times * 3 / 2 + 1) {
            const auto name = repeat(part, times);
            auto message = message_with({name, "text", "html"}, name);
            message.from.name = name;
            const auto mime = to_mime(message);
            expect_short_encoded_words(header_part(mime));
            const auto subject = content_from_mime(mime)->subject;
            EXPECT_TRUE(subject == name) << times << " times " << part << ", " << subject.size() << " of "
                                         << name.size() << " bytes";
        }
    }
}

TEST(Message, encodes_a_name_that_looks_encoded) {
    const std::string name = "=?utf-8?Q?Ada?=";
    const auto mime = to_mime(message_with({name, "text", "html"}, name));
    EXPECT_EQ(header_part(mime).find(name), std::string::npos);
    EXPECT_EQ(content_from_mime(mime)->subject, name);
}

TEST(Message, tells_programs_who_when_and_that_no_person_wrote_it) {
    const auto headers = header_part(to_mime(message_with({"Subject", "text", "html"}, "Eva")));
    for (const auto* line :
         {"From: Harbour Voices <rollcall@harbour.example>\r\n", "To: Eva <jose@harbour.example>\r\n",
          "Subject: Subject\r\n", "Message-Id: <0190-abc@harbour.example>\r\n", "Auto-Submitted: auto-generated\r\n",
          "MIME-Version: 1.0\r\n", "Date: Wed, 18 Nov 2026 11:06:40 +0000\r\n"}) {
        EXPECT_NE(headers.find(line), std::string::npos) << line << "\n" << headers;
    }
}

TEST(Message, takes_no_header_from_a_name_or_a_subject) {
    for (const auto* evil : {"Eva\r\nBcc: all@example.com", "Eva\nBcc: all@example.com", "Eva\" <x@example.com>, \"",
                             "Eva <x@example.com>", "Eva, x@example.com"}) {
        const auto mime = to_mime(message_with({evil, "text", "html"}, evil));
        const auto headers = header_part(mime);
        EXPECT_EQ(count(headers, "\r\nBcc"), 0U) << headers;
        EXPECT_EQ(count(headers, "\r\nTo: "), 1U) << headers;
        EXPECT_EQ(count(headers, "\r\nX-"), 0U);
        EXPECT_EQ(count(headers, "<jose@harbour.example>"), 1U) << headers;
    }
}

TEST(EmailTemplate, escapes_every_name_in_html_and_none_in_text) {
    const std::string name = R"(<b onclick="x">O'Neil & Söhne</b>)";
    const auto content = render_email({
        .subject = name,
        .greeting = "Hello " + name + ",",
        .paragraphs = {name, "second"},
        .points = {name},
        .action = name,
        .link = "https://calls.example.com/invitation#token=abc",
        .closing = {name},
    });
    EXPECT_EQ(count(content.html, "<b"), 1U) << "that is <body>:\n" << content.html;
    EXPECT_EQ(count(content.html, "&lt;b onclick=&quot;x&quot;&gt;O&apos;Neil &amp; Söhne&lt;/b&gt;"), 6U);
    EXPECT_EQ(count(content.text, name), 5U);
    EXPECT_EQ(count(content.text, "&amp;"), 0U);
    EXPECT_EQ(count(content.html, "\"https://calls.example.com/invitation#token=abc\""), 1U);
}

TEST(EmailTemplate, separates_the_paragraphs_of_the_text_by_empty_lines) {
    EXPECT_EQ(render_email({.subject = "s",
                            .greeting = "Hello,",
                            .paragraphs = {"One.", "Two."},
                            .points = {"a", "b"},
                            .action = "Do it",
                            .link = "http://x/#t",
                            .closing = {"Three.", "Four."}})
                  .text,
              "Hello,\n\nOne.\n\nTwo.\n\n- a\n- b\n\nDo it:\nhttp://x/#t\n\nThree.\n\nFour.\n");
    EXPECT_EQ(render_email({.greeting = "Hello,", .action = "Do it", .link = "http://x/#t"}).text,
              "Hello,\n\nDo it:\nhttp://x/#t\n");
}

}  // namespace
}  // namespace rollcall::mail
