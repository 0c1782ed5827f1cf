#include "core/encoding/base64url.hpp"

#include <gtest/gtest.h>

namespace rollcall {
namespace {

TEST(Base64url, is_read_as_it_was_written) {
    EXPECT_EQ(encode_base64url("\xfb\xff\xbf."), "-_-_Lg");
    for (const std::string_view bytes : {"", "a", "ab", "abc", "\xfb\xff\xbf."}) {
        EXPECT_EQ(decode_base64url(encode_base64url(bytes)), bytes);
    }
}

TEST(Base64url, is_refused_unless_all_of_the_text_is_of_that_form) {
    for (const auto* text : {"A", "Lg==", "-_-_Lg!", "-_-_Lg ", "+/+/", "-_-_Lh"}) {
        EXPECT_EQ(decode_base64url(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace rollcall
