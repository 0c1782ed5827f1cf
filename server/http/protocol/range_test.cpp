#include "http/protocol/range.hpp"

#include <gtest/gtest.h>

namespace rollcall::http {
namespace {

constexpr auto tag = "\"tag\"";

RequestedRange asked(std::string_view range, std::uint64_t size = 1000, Method method = Method::get) {
    Request request;
    request.method = method;
    request.headers = {{"range", std::string(range)}};
    return parse_range(request, size, tag);
}

RequestedRange bytes(std::uint64_t first, std::uint64_t length) { return ByteRange{first, length}; }

TEST(Range, is_read_as_in_the_examples_of_rfc_9110) {
    EXPECT_EQ(asked("bytes=0-499"), bytes(0, 500));
    EXPECT_EQ(asked("bytes=500-999"), bytes(500, 500));
    EXPECT_EQ(asked("bytes=-500"), bytes(500, 500));
    EXPECT_EQ(asked("bytes=950-"), bytes(950, 50));
    EXPECT_EQ(asked("bytes=0-0"), bytes(0, 1));
    EXPECT_EQ(asked("bytes=-1"), bytes(999, 1));
    EXPECT_EQ(asked("BYTES= 1-2 "), bytes(1, 2));
}

TEST(Range, is_cut_at_the_end) {
    EXPECT_EQ(asked("bytes=990-5000"), bytes(990, 10));
    EXPECT_EQ(asked("bytes=990-99999999999999999999999"), bytes(990, 10));
    EXPECT_EQ(asked("bytes=-5000"), bytes(0, 1000));
    EXPECT_EQ(asked("bytes=-99999999999999999999999"), bytes(0, 1000));
}

TEST(Range, after_the_end_is_not_satisfiable) {
    for (const auto* range : {"bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=99999999999999999999999-"})
        EXPECT_EQ(asked(range), RequestedRange(UnsatisfiableRange{})) << range;
    for (const auto* range : {"bytes=0-", "bytes=0-0", "bytes=-1"})
        EXPECT_EQ(asked(range, 0), RequestedRange(UnsatisfiableRange{})) << range;
}

TEST(Range, that_is_invalid_means_the_whole_resource) {
    for (const auto* range :
         {"", "bytes", "bytes=", "bytes=-", "bytes=5", "bytes=5-4", "bytes=a-b", "bytes=1-2x", "bytes=+1-2",
          "bytes=1--2", "bytes=0x1-2", "bytes=1 - 2", "lines=1-2", "bytes=0-1,5-6", "bytes=0-1, 2000-"})
        EXPECT_EQ(asked(range), RequestedRange(WholeRange{})) << range;
}

TEST(Range, is_for_get_only) { EXPECT_EQ(asked("bytes=0-1", 1000, Method::head), RequestedRange(WholeRange{})); }

TEST(Range, in_two_headers_means_the_whole_resource) {
    Request request;
    request.headers = {{"range", "bytes=0-1"}, {"range", "bytes=0-1"}};
    EXPECT_EQ(parse_range(request, 1000, tag), RequestedRange(WholeRange{}));
}

TEST(Range, of_another_version_means_the_whole_resource) {
    Request request;
    request.headers = {{"range", "bytes=0-1"}, {"if-range", tag}};
    EXPECT_EQ(parse_range(request, 1000, tag), bytes(0, 2));
    for (const auto* condition : {"\"other\"", "W/\"tag\"", "tag", "Tue, 24 Nov 2026 08:00:00 GMT", ""}) {
        request.headers[1].second = condition;
        EXPECT_EQ(parse_range(request, 1000, tag), RequestedRange(WholeRange{})) << condition;
    }
}

}  // namespace
}  // namespace rollcall::http
