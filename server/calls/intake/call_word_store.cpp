#include "calls/intake/call_word_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "database/described_row.hpp"

namespace rollcall::calls {

namespace {

// A call has a few hundred words: many go into one statement, since each costs a round trip in PostgreSQL. The last
// statement repeats a word until it is full.
constexpr int words_per_statement = 32;
constexpr int first_word = 4;  // $1 to $3 are the place

std::string for_each_word(std::string_view pattern) {
    std::string text;
    for (int word = first_word; word < first_word + words_per_statement; ++word) {
        text += word > first_word ? ", " : "";
        text += fmt::format(fmt::runtime(pattern), word);
    }
    return text;
}

void execute_for_words(database::Transaction& tx, std::string_view statement, const WordPlace& place,
                       const std::vector<std::string>& words) {
    for (std::size_t first = 0; first < words.size(); first += words_per_statement) {
        std::vector<database::Parameter> parameters{place.agent, place.started_at, place.call};
        for (std::size_t index = first; index < first + words_per_statement; ++index)
            parameters.emplace_back(words[std::min(index, words.size() - 1)]);
        tx.execute_with(statement, parameters);
    }
}

}  // namespace

void insert_call_word_rows(database::Transaction& tx, const WordPlace& place, const std::vector<std::string>& words) {
    static const auto statement = "INSERT INTO call_words (agent_id, started_at, call_number, word) VALUES " +
                                  for_each_word("($1, $2, $3, ${})") + " ON CONFLICT DO NOTHING";
    execute_for_words(tx, statement, place, words);
}

void delete_call_word_rows(database::Transaction& tx, const WordPlace& place, const std::vector<std::string>& words) {
    static const auto statement =
        "DELETE FROM call_words WHERE agent_id = $1 AND started_at = $2 AND call_number = $3 AND word IN (" +
        for_each_word("${}") + ")";
    execute_for_words(tx, statement, place, words);
}

std::vector<WordPlace> list_word_places_after(database::Transaction& tx, std::int64_t number, int limit) {
    static const auto statement =
        "SELECT " + database::columns_of<WordPlace>("c", {{"call", "c.number"}, {"agent", "c.agent_id"}}) +
        " FROM calls c WHERE c.number > $1 AND c.agent_id IS NOT NULL ORDER BY c.number LIMIT $2";
    return tx.all(statement, database::read_row<WordPlace>, number, limit);
}

}  // namespace rollcall::calls
