#include "database/cursor.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include "core/random.hpp"

namespace rollcall::database {
namespace {

constexpr SortColumn by_name{"name", "m.name_folded", SortColumn::Type::text};
constexpr SortColumn by_time{"created_at", "m.created_at", SortColumn::Type::integer};

const CursorKey key(CursorKey::Bytes{1, 2, 3});

const Cursor after_eva{Cursor::Side::after, "name", "eva lindqvist ", "0190-eva"};

TEST(Cursor, is_read_as_it_was_written) {
    for (const auto side : {Cursor::Side::after, Cursor::Side::from, Cursor::Side::before, Cursor::Side::up_to}) {
        const Cursor names{side, "-name", "größe, 名前 & spaces ", "0190-eva"};
        EXPECT_EQ(decode_cursor(encode_cursor(names, key), by_name, Direction::descending, key), names);
        const Cursor times{side, "created_at", std::int64_t{-1'795'000'000'123}, "0190-eva"};
        EXPECT_EQ(decode_cursor(encode_cursor(times, key), by_time, Direction::ascending, key), times);
    }
}

TEST(Cursor, may_have_an_empty_value) {
    const Cursor cursor{Cursor::Side::after, "name", "", "0190-eva"};
    EXPECT_EQ(decode_cursor(encode_cursor(cursor, key), by_name, Direction::ascending, key), cursor);
}

TEST(Cursor, needs_no_escaping_in_an_address) {
    const auto text = encode_cursor(after_eva, key);
    EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), text.npos);
}

TEST(Cursor, belongs_to_one_order) {
    const auto text = encode_cursor(after_eva, key);
    EXPECT_TRUE(decode_cursor(text, by_name, Direction::ascending, key));
    EXPECT_FALSE(decode_cursor(text, by_name, Direction::descending, key));
    EXPECT_FALSE(decode_cursor(text, by_time, Direction::ascending, key));
}

TEST(Cursor, with_a_number_in_place_of_a_text_matches_no_order) {
    const Cursor number{Cursor::Side::after, "name", std::int64_t{7}, "0190-eva"};
    EXPECT_FALSE(matches_order(number, by_name, Direction::ascending));
}

bool is_refused(std::string_view text) {
    return !decode_cursor(text, by_name, Direction::ascending, key) &&
           !decode_cursor(text, by_time, Direction::ascending, key);
}

std::string to_base64(std::string_view bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      variant);
    text.pop_back();
    return text;
}

/// A position with a valid signature.
std::string sign(std::string_view position) {
    return to_base64(key.sign(position) + std::string(position), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

TEST(Cursor, that_is_not_signed_by_us_is_refused) {
    EXPECT_TRUE(is_refused(""));
    EXPECT_TRUE(is_refused("A"));
    EXPECT_TRUE(is_refused("not base64!"));
    EXPECT_TRUE(is_refused("YW5hbWUgaWQgZXZh"));  // aname id eva
    EXPECT_TRUE(is_refused(to_base64("aname id eva", sodium_base64_VARIANT_URLSAFE_NO_PADDING)));
    EXPECT_TRUE(
        is_refused(to_base64(std::string(16, '\0') + "aname id eva", sodium_base64_VARIANT_URLSAFE_NO_PADDING)));
    EXPECT_TRUE(is_refused(encode_cursor(after_eva, CursorKey())));
    EXPECT_TRUE(is_refused(encode_cursor(after_eva, key.for_list("/members"))));
    EXPECT_TRUE(is_refused(encode_cursor(after_eva, key) + "\n"));
    EXPECT_FALSE(is_refused(sign("aname id eva")));
}

TEST(Cursor, of_one_list_is_refused_by_another) {
    const auto agents = key.for_list("/agents");
    const auto text = encode_cursor(after_eva, agents);
    EXPECT_EQ(decode_cursor(text, by_name, Direction::ascending, agents), after_eva);
    EXPECT_FALSE(decode_cursor(text, by_name, Direction::ascending, key.for_list("/agents/1")));
}

TEST(Cursor, that_no_list_writes_is_refused_although_it_is_signed) {
    EXPECT_TRUE(is_refused(sign("")));
    EXPECT_TRUE(is_refused(sign("aname")));
    EXPECT_TRUE(is_refused(sign("aname id")));
    EXPECT_TRUE(is_refused(sign("xname id eva")));        // no such side
    EXPECT_TRUE(is_refused(sign("acreated_at id 007")));  // written otherwise
    EXPECT_TRUE(is_refused(sign("acreated_at id ")));     // no number
    EXPECT_TRUE(is_refused(sign("acreated_at id 99999999999999999999")));
    EXPECT_TRUE(is_refused(sign("aname id \xff")));                 // not UTF-8
    EXPECT_TRUE(is_refused(sign(std::string("aname id \0", 10))));  // which PostgreSQL refuses
    const auto padded = to_base64(key.sign("acreated_at id 1") + "acreated_at id 1", sodium_base64_VARIANT_URLSAFE);
    EXPECT_TRUE(padded.ends_with('='));
    EXPECT_TRUE(is_refused(padded));
}

TEST(Cursor, random_text_is_refused) {
    for (int round = 0; round < 10'000; ++round) {
        EXPECT_FALSE(decode_cursor(make_token(), by_name, Direction::ascending, key));
    }
}

TEST(Cursor, with_any_changed_byte_is_refused) {
    const auto text = encode_cursor(after_eva, key);
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            auto changed = text;
            changed[at] = static_cast<char>(byte);
            if (changed == text) continue;
            EXPECT_TRUE(is_refused(changed)) << at << ' ' << byte;
        }
    }
}

}  // namespace
}  // namespace rollcall::database
