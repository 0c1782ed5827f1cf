#include "database/cursor.hpp"

#include <gtest/gtest.h>

#include "core/random.hpp"

namespace rollcall::database {
namespace {

constexpr SortColumn by_name{"name", "m.name_folded", SortColumn::Type::text};
constexpr SortColumn by_time{"created_at", "m.created_at", SortColumn::Type::integer};

const Cursor after_eva{Cursor::Side::after, "name", "eva lindqvist ", "0190-eva"};

TEST(Cursor, is_read_as_it_was_written) {
    for (const auto side : {Cursor::Side::after, Cursor::Side::from, Cursor::Side::before, Cursor::Side::up_to}) {
        const Cursor names{side, "-name", "größe, 名前 & spaces ", "0190-eva"};
        EXPECT_EQ(decode_cursor(encode_cursor(names), by_name, Direction::descending), names);
        const Cursor times{side, "created_at", std::int64_t{-1'795'000'000'123}, "0190-eva"};
        EXPECT_EQ(decode_cursor(encode_cursor(times), by_time, Direction::ascending), times);
    }
}

TEST(Cursor, may_have_an_empty_value) {
    const Cursor cursor{Cursor::Side::after, "name", "", "0190-eva"};
    EXPECT_EQ(decode_cursor(encode_cursor(cursor), by_name, Direction::ascending), cursor);
}

TEST(Cursor, needs_no_escaping_in_an_address) {
    const auto text = encode_cursor(after_eva);
    EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), text.npos);
}

TEST(Cursor, belongs_to_one_order) {
    const auto text = encode_cursor(after_eva);
    EXPECT_TRUE(decode_cursor(text, by_name, Direction::ascending));
    EXPECT_FALSE(decode_cursor(text, by_name, Direction::descending));
    EXPECT_FALSE(decode_cursor(text, by_time, Direction::ascending));
}

TEST(Cursor, with_a_number_in_place_of_a_text_matches_no_order) {
    const Cursor number{Cursor::Side::after, "name", std::int64_t{7}, "0190-eva"};
    EXPECT_FALSE(matches_order(number, by_name, Direction::ascending));
}

TEST(Cursor, that_was_not_written_by_us_is_refused) {
    const auto refused = [](std::string_view text) {
        return !decode_cursor(text, by_name, Direction::ascending) &&
               !decode_cursor(text, by_time, Direction::ascending);
    };
    EXPECT_TRUE(refused(""));
    EXPECT_TRUE(refused("A"));
    EXPECT_TRUE(refused("not base64!"));
    EXPECT_TRUE(refused("YW5hbWU"));                                           // aname
    EXPECT_TRUE(refused("YW5hbWUgaWQ"));                                       // aname id
    EXPECT_TRUE(refused("eG5hbWUgaWQgZXZh"));                                  // xname id eva: no such side
    EXPECT_TRUE(refused("YWNyZWF0ZWRfYXQgaWQgMDA3"));                          // acreated_at id 007
    EXPECT_TRUE(refused("YWNyZWF0ZWRfYXQgaWQgMQ=="));                          // padded
    EXPECT_TRUE(refused("YWNyZWF0ZWRfYXQgaWQg"));                              // acreated_at id, and no number
    EXPECT_TRUE(refused("YWNyZWF0ZWRfYXQgaWQgOTk5OTk5OTk5OTk5OTk5OTk5OTk5"));  // a number of more than 64 bits
    EXPECT_TRUE(refused("YW5hbWUgaWQg_w"));                                    // a byte that is not UTF-8
    EXPECT_TRUE(refused("YW5hbWUgaWQgAA"));                                    // a zero byte, which PostgreSQL refuses
    EXPECT_TRUE(refused(encode_cursor(after_eva) + "\n"));
}

TEST(Cursor, random_text_is_refused) {
    for (int round = 0; round < 10'000; ++round) {
        EXPECT_FALSE(decode_cursor(make_token(), by_name, Direction::ascending));
    }
}

TEST(Cursor, with_any_changed_byte_is_refused_or_read_as_written) {
    const auto text = encode_cursor(after_eva);
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            auto changed = text;
            changed[at] = static_cast<char>(byte);
            const auto cursor = decode_cursor(changed, by_name, Direction::ascending);
            if (cursor) {
                EXPECT_EQ(encode_cursor(*cursor), changed);
            }
        }
    }
}

}  // namespace
}  // namespace rollcall::database
