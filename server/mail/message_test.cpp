#include "mail/message.hpp"

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
