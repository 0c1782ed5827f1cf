#include "contacts/imports/import_erasure.hpp"

#include <gtest/gtest.h>

namespace rollcall::contacts {
namespace {

bool is_found(const std::string& e164, const std::string& text) {
    NumberSearch whole(e164);
    whole.add(text);
    // In parts of a byte each, the same is found.
    NumberSearch parts(e164);
    for (const char byte : text) parts.add({&byte, 1});
    EXPECT_EQ(whole.has_found(), parts.has_found()) << text;
    return whole.has_found();
}

TEST(NumberSearch, FindsANumberHoweverItIsWritten) {
    for (const std::string writing :
         {"+493012345678", "030 12345678", "(030) 123 456 78", "030/12-34-56-78", "+49 (0)30 12.34.56.78",
          "004930\xc2\xa0"
          "12345678",
          "030 ١٢٣٤٥٦٧٨", "０３０１２３４５６７８", "tel:+49-30-12345678"}) {
        EXPECT_TRUE(is_found("+493012345678", "name,phone\r\nليلى,\"" + writing + "\"\r\n")) << writing;
    }
}

TEST(NumberSearch, DoesNotFindOtherNumbers) {
    for (const std::string text : {"030 12345679", "1234,5678", "1234\r\n5678", "1234 and 5678", "1234567", ""}) {
        EXPECT_FALSE(is_found("+493012345678", text)) << text;
    }
}

TEST(NumberSearch, ComparesAllNationalDigitsOfAShortNumber) {
    EXPECT_TRUE(is_found("+29051234", "+290 51234"));
    EXPECT_TRUE(is_found("+29051234", "51234"));
    EXPECT_FALSE(is_found("+29051234", "50 1234"));
    EXPECT_TRUE(is_found("+3545551234", "555 1234"));
    EXPECT_TRUE(is_found("+3545551234", "00354 5551234"));
    EXPECT_FALSE(is_found("+3545551234", "545 1234"));
    EXPECT_TRUE(is_found("+493012345", "030 12345"));
    EXPECT_TRUE(is_found("+493012345", "+49 (0)30 12345"));
    EXPECT_FALSE(is_found("+493012345", "040 12345"));
}

TEST(NumberSearch, FindsNoNumberAcrossTexts) {
    NumberSearch search("+3545551234");
    search.add_text("555");
    search.add_text("1234");
    EXPECT_FALSE(search.has_found());
    search.add_text("555-1234");
    EXPECT_TRUE(search.has_found());
}

}  // namespace
}  // namespace rollcall::contacts
