#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calls/call_position.hpp"
#include "database/database.hpp"

/// The tables of the search in transcripts. call_word_index.hpp keeps them, listing/call_word_search.hpp searches in
/// them (docs/decisions/0034-packed-words.md).
namespace rollcall::calls {

/// A call in the index of the search.
struct WordPlace {
    AgentId agent;
    Time started_at;
    std::int64_t call = 0;  ///< its number

    CallPosition position() const { return {milliseconds(started_at), call}; }
    bool operator==(const WordPlace&) const = default;
};
BOOST_DESCRIBE_STRUCT(WordPlace, (), (agent, started_at, call))

/// A row of call_words: some calls of an agent that have the word. All are before the first of the next row.
struct WordRow {
    std::string word;
    AgentId agent_id;
    CallPosition first;
    std::string more;  ///< the others (position_list.hpp)
};

/// Where a row is looked for.
struct WordPosition {
    std::string_view word;
    std::string_view agent_id;
    CallPosition position;
};

/// The rows of a word and an agent beside a position. Only `first` and `more` are set.
struct NeighbourRows {
    std::optional<WordRow> at_or_before;  ///< the last whose first call is not after the position
    std::optional<WordRow> after;         ///< the first whose first call is after the position
};
enum class Neighbours { at_or_before, both };

/// For each of these, in their order.
std::vector<NeighbourRows> list_neighbour_rows(database::Transaction& tx, std::span<const WordPosition> wanted,
                                               Neighbours which);

/// The rows of a word and an agent whose first call is between two positions, without these, in the order of these, or
/// the other way round. Only `first` and `more` are set.
std::vector<WordRow> list_word_rows_between(database::Transaction& tx, const WordPosition& after,
                                            const CallPosition& before, bool newest_first, std::int64_t limit);

/// The rows of a word, of all agents.
std::vector<WordRow> list_rows_with_word(database::Transaction& tx, std::string_view word);

/// How many rows each word has; counting stops at `limit`.
std::vector<std::int64_t> count_rows_with_words(database::Transaction& tx, std::span<const std::string> words,
                                                std::int64_t limit);

/// Creates rows, or replaces the `more` of those that exist. Each is there once.
void upsert_word_rows(database::Transaction& tx, std::span<const WordRow> rows);
void delete_word_row(database::Transaction& tx, const WordPosition& first);

/// Deletes the rows of a word and an agent whose first call is after one position and not after another.
void delete_word_rows_after(database::Transaction& tx, const WordPosition& after, const CallPosition& last);

/// Rows of all words in their order: from this one on (position_text), or from the beginning.
std::vector<WordRow> list_word_rows_from(database::Transaction& tx, const std::string& position, std::int64_t limit);
std::string position_text(const WordRow& row);

/// A call whose words are not in call_words yet.
struct QueuedWords {
    std::int64_t call_number = 0;
    AgentId agent_id;
    Time started_at;
    std::string words;  ///< join_words

    WordPlace place() const { return {agent_id, started_at, call_number}; }
};
BOOST_DESCRIBE_STRUCT(QueuedWords, (), (call_number, agent_id, started_at, words))

/// Each word between two line breaks, so that "\nword\n" is found in the text.
std::string join_words(std::span<const std::string> words);
std::vector<std::string_view> split_joined_words(std::string_view joined);

void upsert_queued_words_row(database::Transaction& tx, const WordPlace& place, const std::string& joined);
/// Returns whether there was one.
bool delete_queued_words_row(database::Transaction& tx, std::int64_t call);
void delete_queued_words_of_agent(database::Transaction& tx, const AgentId& agent);
std::vector<QueuedWords> list_queued_words_of_agent(database::Transaction& tx, const AgentId& agent);

/// The queued calls that have all of these words: those of these agents, and perhaps of others.
std::vector<WordPlace> list_queued_calls_with_words(database::Transaction& tx, std::span<const AgentId> agents,
                                                    std::span<const std::string> words);

struct QueuedCount {
    AgentId agent_id;
    std::int64_t calls = 0;
};
BOOST_DESCRIBE_STRUCT(QueuedCount, (), (agent_id, calls))

/// How many calls of each agent are queued; the most first.
std::vector<QueuedCount> count_queued_calls(database::Transaction& tx);

/// The places of the words of the calls after this number, in the order of numbers.
std::vector<WordPlace> list_word_places_after(database::Transaction& tx, std::int64_t number, int limit);

}  // namespace rollcall::calls
