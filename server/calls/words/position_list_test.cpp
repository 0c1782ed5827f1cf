#include "calls/words/position_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace rollcall::calls {
namespace {

std::string write(const std::vector<CallPosition>& positions) {
    std::string text;
    for (std::size_t at = 1; at < positions.size(); ++at) append_position(text, positions[at - 1], positions[at]);
    return text;
}

TEST(PositionLists, are_read_as_they_were_written) {
    std::mt19937_64 random(3);
    for (int round = 0; round < 300; ++round) {
        std::vector<CallPosition> positions;
        const int bits = static_cast<int>(random() % 46);
        for (auto count = 1 + random() % 200; count > 0; --count) {
            const auto some = [&] { return static_cast<std::int64_t>(random() >> (63 - bits)); };
            positions.push_back({some() - some(), some()});
        }
        std::ranges::sort(positions);
        positions.erase(std::ranges::unique(positions).begin(), positions.end());
        const auto text = write(positions);
        EXPECT_EQ(read_positions(positions.front(), text), positions) << "round " << round;
        EXPECT_TRUE(std::ranges::all_of(text, [](char byte) { return byte > 0; })) << "round " << round;
    }
}

TEST(PositionLists, need_a_few_bytes_for_a_call) {
    const auto text = write({{1'795'000'000'000, 7'000}, {1'795'000'040'000, 7'003}});
    EXPECT_EQ(text.size(), 4U);
    EXPECT_EQ(write({{5, 1}, {5, 2}}).size(), 2U);
}

TEST(PositionLists, are_in_order_and_complete) {
    std::string text;
    EXPECT_THROW(append_position(text, {5, 2}, {5, 2}), std::logic_error);
    EXPECT_THROW(append_position(text, {5, 2}, {4, 3}), std::logic_error);
    append_position(text, {5, 2}, {900'000, 2});
    for (std::size_t length = 1; length < text.size(); ++length) {
        EXPECT_THROW(read_positions({5, 2}, std::string_view(text).substr(0, length)), std::runtime_error);
    }
}

}  // namespace
}  // namespace rollcall::calls
