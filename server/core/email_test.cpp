#include "core/email.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace rollcall {

TEST(IsEmail, accepts_ordinary_addresses) {
    for (const auto* address : {"eva@example.com", "Eva.Lind+calls@mail.example.co.uk", "o'neill@example.ie",
                                "x@xn--mller-kva.example", "1@2.example"})
        EXPECT_TRUE(is_email(address)) << address;
}

TEST(IsEmail, refuses_everything_but_one_address) {
    for (const auto* address : {"",
                                "eva",
                                "eva@",
                                "@example.com",
                                "eva@example",
                                "eva@@example.com",
                                "eva@a@example.com",
                                "eva @example.com",
                                "eva@example.com,ada@example.com",
                                "Eva <eva@example.com>",
                                ".eva@example.com",
                                "eva.@example.com",
                                "e..va@example.com",
                                "eva@-example.com",
                                "eva@example..com",
                                "eva@[127.0.0.1]",
                                "eva@127.0.0.1",
                                "\"eva\"@example.com",
                                "eva@example.com\r\nBcc: x@example.com",
                                "eva@ехample.com",
                                "ｅva@example.com"})
        EXPECT_FALSE(is_email(address)) << address;
}

TEST(IsEmail, enforces_the_lengths_of_rfc_5321) {
    EXPECT_TRUE(is_email(std::string(64, 'a') + "@example.com"));
    EXPECT_FALSE(is_email(std::string(65, 'a') + "@example.com"));
    EXPECT_FALSE(is_email("eva@" + std::string(64, 'a') + ".com"));
    EXPECT_FALSE(is_email("eva@" + std::string(60, 'a') + "." + std::string(60, 'b') + "." + std::string(60, 'c') +
                          "." + std::string(60, 'd') + "." + std::string(60, 'e') + ".com"));
}

TEST(FoldEmail, ignores_case) { EXPECT_EQ(fold_email("Eva@Example.COM"), "eva@example.com"); }

TEST(EmailWithAsciiDomain, encodes_what_is_not_ascii) {
    const std::pair<const char*, const char*> addresses[] = {
        {"info@müller.de", "info@xn--mller-kva.de"},       {"Info@MÜLLER.De", "Info@xn--mller-kva.De"},
        {"info@mu\u0308ller.de", "info@xn--mller-kva.de"}, {"info@straße.example", "info@xn--strae-oqa.example"},
        {"a@港口.example", "a@xn--6orv52d.example"},       {"a@sub.пример.example", "a@sub.xn--e1afmkfd.example"},
        {"a@مثال.example", "a@xn--mgbh0fb.example"},
    };
    for (const auto& [written, ascii] : addresses) {
        EXPECT_EQ(email_with_ascii_domain(written), ascii);
        EXPECT_TRUE(is_email(email_with_ascii_domain(written))) << written;
    }
    EXPECT_EQ(fold_email("INFO@MÜLLER.DE"), "info@xn--mller-kva.de");
    EXPECT_EQ(email_with_unicode_domain("info@xn--mller-kva.de"), "info@müller.de");
    EXPECT_EQ(email_with_unicode_domain("info@muller.de"), "info@muller.de");
}

TEST(EmailWithAsciiDomain, leaves_what_would_imitate_another_address) {
    for (const auto* written : {"mika@harbour\uff0eexample", "mika@harbour\u017f.example", "mika@har\u00adbour.example",
                                "mi\u212aa@harbour.example", "m\u0131ka@harbour.example", "mika@ｈarbour.example",
                                "mika@har\u202ebour.example", "mika@ü_x.example", "mika@-ü.example",
                                "mika@\u200d.example", "mika@aא.example", "a@ü@b.example"}) {
        EXPECT_FALSE(is_email(email_with_ascii_domain(written))) << email_with_ascii_domain(written);
    }
}

}  // namespace rollcall
