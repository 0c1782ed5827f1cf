#include "http/static_files/content_coding.hpp"

#include <gtest/gtest.h>

namespace rollcall::http {
namespace {

constexpr AvailableCodings both{true, true};
constexpr AvailableCodings only_gzip{true, false};
constexpr AvailableCodings none{};

TEST(ContentCoding, is_identity_for_a_client_that_names_none) {
    EXPECT_EQ(choose_coding("", both), Coding::identity);
    EXPECT_EQ(choose_coding("identity", both), Coding::identity);
}

TEST(ContentCoding, is_brotli_among_codings_of_equal_weight) {
    EXPECT_EQ(choose_coding("gzip, deflate, br, zstd", both), Coding::brotli);
    EXPECT_EQ(choose_coding("identity, gzip, br", both), Coding::brotli);
    EXPECT_EQ(choose_coding("gzip;q=0.5, br;q=0.5", both), Coding::brotli);
    EXPECT_EQ(choose_coding("*", both), Coding::brotli);
}

TEST(ContentCoding, follows_the_weights) {
    EXPECT_EQ(choose_coding("br;q=0.8, gzip;q=0.9", both), Coding::gzip);
    EXPECT_EQ(choose_coding("br;q=0.001, gzip;q=0", both), Coding::brotli);
    EXPECT_EQ(choose_coding("identity;q=1, br;q=0.9", both), Coding::identity);
    EXPECT_EQ(choose_coding("gzip;q=0.2, *;q=0.1", both), Coding::gzip);
}

TEST(ContentCoding, never_has_weight_zero) {
    EXPECT_EQ(choose_coding("br;q=0", both), Coding::identity);
    EXPECT_EQ(choose_coding("br;q=0, gzip", both), Coding::gzip);
    EXPECT_EQ(choose_coding("br;q=0.000, *", both), Coding::gzip);
    EXPECT_EQ(choose_coding("*;q=0", both), Coding::identity);
}

TEST(ContentCoding, is_available) {
    EXPECT_EQ(choose_coding("br, gzip", only_gzip), Coding::gzip);
    EXPECT_EQ(choose_coding("br", only_gzip), Coding::identity);
    EXPECT_EQ(choose_coding("br, gzip", none), Coding::identity);
    EXPECT_EQ(choose_coding("identity;q=0", none), Coding::identity);
}

TEST(ContentCoding, is_named_in_any_case_and_with_blanks) {
    EXPECT_EQ(choose_coding(" ,, GZIP ; Q=0.5 ,\tBR\t;\tq=0.4", both), Coding::gzip);
    EXPECT_EQ(choose_coding("x-gzip", both), Coding::gzip);
}

TEST(ContentCoding, ignores_invalid_parts) {
    for (const auto header : {"br;q=", "br;q=2", "br;q=1.001", "br;q=0.1234", "br;q=-1", "br;q=.5", "br;q=0,5x",
                              "br;level=9", "br q=1", "br;q", "brotli", "b", ";q=1", "br;q=0.5;q=1"})
        EXPECT_EQ(choose_coding(header, both), Coding::identity) << header;
    EXPECT_EQ(choose_coding("br;q=9, gzip;q=0.1", both), Coding::gzip);
}

}  // namespace
}  // namespace rollcall::http
