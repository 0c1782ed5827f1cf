#include "core/email.hpp"

#include <gtest/gtest.h>

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

}  // namespace rollcall
