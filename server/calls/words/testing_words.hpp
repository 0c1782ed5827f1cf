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
    std::optional<WordOfCall> last;
    for (const auto& row : list_word_rows_from(tx, "", highest_number)) {
        EXPECT_LE(row.more.size(), 480U);
        for (const auto& position : read_positions(row.first, row.more)) {
            const WordOfCall next{row.word, row.agent_id.text(), position};
            if (last) {
                EXPECT_LT(*last, next);
            }
            last = next;
            words.insert(next);
        }
    }
    return words;
}

/// What waits in the queue.
inline WordsOfCalls list_queued_words(database::Transaction& tx) {
    WordsOfCalls words;
    for (const auto& [agent, count] : count_queued_calls(tx)) {
        for (const auto& call : list_queued_words_of_agent(tx, agent)) {
            for (const auto word : split_joined_words(call.words)) {
                words.insert({std::string(word), agent.text(), call.place().position()});
            }
        }
    }
    return words;
}

/// All words that the search knows. Expects that no call is in both.
inline WordsOfCalls list_all_words(database::Transaction& tx) {
    auto words = list_indexed_words(tx);
    for (const auto& queued : list_queued_words(tx)) EXPECT_TRUE(words.insert(queued).second);
    return words;
}

}  // namespace rollcall::calls::testing
