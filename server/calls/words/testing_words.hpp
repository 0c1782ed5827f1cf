#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "calls/words/call_word_store.hpp"
#include "calls/words/position_list.hpp"
#include "database/database.hpp"

namespace rollcall::calls::testing {

/// A word, the id of an agent, and a call that has the word.
using WordOfCall = std::tuple<std::string, std::string, CallPosition>;
using WordsOfCalls = std::set<WordOfCall>;

/// What is in call_words. Expects that no row is longer than it may be, that all calls are in order, and each once.
inline WordsOfCalls list_indexed_words(database::Transaction& tx) {
    WordsOfCalls words;
    constexpr auto select =
        "SELECT word, agent_id, started_at, call_number, more FROM call_words ORDER BY word, agent_id, started_at, "
        "call_number";
    std::optional<WordOfCall> last;
    tx.all(select, [&](const database::Row& row) {
        const auto more = row.text(4);
        EXPECT_LE(more.size(), 480U);
        for (const auto& position : read_positions({row.integer(2), row.integer(3)}, more)) {
            const WordOfCall next{row.text(0), row.text(1), position};
            if (last) EXPECT_LT(*last, next);
            last = next;
            words.insert(next);
        }
        return 0;
    });
    return words;
}

/// What waits in the queue.
inline WordsOfCalls list_queued_words(database::Transaction& tx) {
    WordsOfCalls words;
    constexpr auto select = "SELECT agent_id, started_at, call_number, words FROM queued_call_words";
    tx.all(select, [&](const database::Row& row) {
        const auto joined = row.text(3);
        for (const auto word : split_joined_words(joined)) {
            words.insert({std::string(word), row.text(0), {row.integer(1), row.integer(2)}});
        }
        return 0;
    });
    return words;
}

/// All words that the search knows. Expects that no call is in both.
inline WordsOfCalls list_all_words(database::Transaction& tx) {
    auto words = list_indexed_words(tx);
    for (const auto& queued : list_queued_words(tx)) EXPECT_TRUE(words.insert(queued).second);
    return words;
}

}  // namespace rollcall::calls::testing
