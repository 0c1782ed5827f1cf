#include "app/mail_options.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rollcall::app {
namespace {

using Encryption = mail::SmtpServer::Encryption;

std::string refusal(const MailArguments& arguments) {
    try {
        parse_mail_options(arguments);
        return "";
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
}

TEST(MailOptions, name_a_server_with_user_and_password) {
    const auto options =
        parse_mail_options({.smtp_url = "smtp://ada%40harbour:p%3Ass%20w%2Frd@mail.harbour.example:2525",
                            .smtp_tls = "required",
                            .from = "rollcall@harbour.example"});
    ASSERT_TRUE(options.server);
    EXPECT_EQ(options.server->url, "smtp://mail.harbour.example:2525");
    EXPECT_EQ(options.server->user, "ada@harbour");
    EXPECT_EQ(options.server->password, "p:ss w/rd");
    EXPECT_EQ(options.server->encryption, Encryption::required);
    EXPECT_EQ(options.from, "rollcall@harbour.example");
}

TEST(MailOptions, have_the_usual_ports_by_default) {
    const auto url = [](std::string text) {
        return parse_mail_options({.smtp_url = std::move(text), .from = "a@harbour.example"}).server->url;
    };
    EXPECT_EQ(url("smtp://mail.example"), "smtp://mail.example:587");
    EXPECT_EQ(url("smtps://mail.example"), "smtps://mail.example:465");
    EXPECT_EQ(url("smtp://[::1]:25"), "smtp://[::1]:25");
}

TEST(MailOptions, need_no_server) {
    const auto options = parse_mail_options({});
    EXPECT_FALSE(options.server);
    EXPECT_EQ(options.from, "rollcall@outbox.invalid");
}

TEST(MailOptions, are_refused_in_one_line_without_the_password) {
    for (const auto* url : {"mail.example", "http://mail.example", "smtp://", "smtp://u:secret@mail.example/path",
                            "smtp://u:secret@mail.example?x=1", "smtp://u:secret@mail.example:0",
                            "smtp://u:secret@mail.example:99999", "smtp://u:sec ret@mail.example"}) {
        const auto sentence = refusal({.smtp_url = url, .from = "a@harbour.example"});
        EXPECT_NE(sentence.find("--smtp-url"), std::string::npos) << url;
        EXPECT_EQ(sentence.find("sec"), std::string::npos) << url;
    }
    EXPECT_NE(refusal({.smtp_url = "smtp://mail.example"}).find("--mail-from"), std::string::npos);
    EXPECT_NE(refusal({.from = "Ada <a@harbour.example>"}).find("--mail-from"), std::string::npos);
    EXPECT_NE(refusal({.smtp_url = "smtp://mail.example", .smtp_ca = "/nowhere", .from = "a@harbour.example"})
                  .find("--smtp-ca /nowhere"),
              std::string::npos);
}

TEST(MailOptions, say_the_host_of_the_base_url_in_ehlo_unless_a_name_is_given) {
    const auto name = [](std::string_view base_url, std::string given = {}) {
        return parse_mail_options({.smtp_url = "smtp://mail.example",
                                   .smtp_tls = "required",
                                   .smtp_ehlo_name = std::move(given),
                                   .from = "a@harbour.example"},
                                  base_url)
            .server->ehlo_name;
    };
    EXPECT_EQ(name("https://calls.harbour.example"), "calls.harbour.example");
    EXPECT_EQ(name("http://calls.harbour.example:8080"), "calls.harbour.example");
    EXPECT_EQ(name("http://localhost"), "localhost");
    EXPECT_EQ(name("http://192.0.2.7:8080"), "[192.0.2.7]");
    EXPECT_EQ(name("http://[2001:db8::7]:8080"), "[IPv6:2001:db8::7]");
    EXPECT_EQ(name(""), "");
    EXPECT_EQ(name("https://calls.harbour.example", "mail-7.harbour.example"), "mail-7.harbour.example");
    EXPECT_EQ(name("", "[192.0.2.7]"), "[192.0.2.7]");
    for (const auto* wrong : {"a b", "a\r\nMAIL", "a/b", "[]", "ü.example", "a:25", "[::1"}) {
        EXPECT_NE(refusal({.smtp_url = "smtp://mail.example", .smtp_ehlo_name = wrong, .from = "a@harbour.example"})
                      .find("--smtp-ehlo-name"),
                  std::string::npos)
            << wrong;
    }
}

}  // namespace
}  // namespace rollcall::app
