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

}  // namespace
}  // namespace rollcall::app
