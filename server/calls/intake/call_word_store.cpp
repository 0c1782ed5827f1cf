#include "calls/intake/call_word_store.hpp"

#include <algorithm>
#include <string_view>

namespace rollcall::calls {

namespace {

// A call has a few hundred words: many go into one statement, since each costs a round trip in PostgreSQL. The last
// statement repeats a word until it is full.
constexpr std::size_t words_per_statement = 32;

constexpr auto insert_statement = R"(
    INSERT INTO call_words (agent_id, started_at, call_number, word) VALUES
    ($1, $2, $3, $4), ($1, $2, $3, $5), ($1, $2, $3, $6), ($1, $2, $3, $7), ($1, $2, $3, $8), ($1, $2, $3, $9),
    ($1, $2, $3, $10), ($1, $2, $3, $11), ($1, $2, $3, $12), ($1, $2, $3, $13), ($1, $2, $3, $14), ($1, $2, $3, $15),
    ($1, $2, $3, $16), ($1, $2, $3, $17), ($1, $2, $3, $18), ($1, $2, $3, $19), ($1, $2, $3, $20), ($1, $2, $3, $21),
    ($1, $2, $3, $22), ($1, $2, $3, $23), ($1, $2, $3, $24), ($1, $2, $3, $25), ($1, $2, $3, $26), ($1, $2, $3, $27),
    ($1, $2, $3, $28), ($1, $2, $3, $29), ($1, $2, $3, $30), ($1, $2, $3, $31), ($1, $2, $3, $32), ($1, $2, $3, $33),
    ($1, $2, $3, $34), ($1, $2, $3, $35)
    ON CONFLICT DO NOTHING)";
constexpr auto delete_statement = R"(
    DELETE FROM call_words WHERE agent_id = $1 AND started_at = $2 AND call_number = $3 AND word IN (
        $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
        $27, $28, $29, $30, $31, $32, $33, $34, $35))";

void for_all(database::Transaction& tx, std::string_view statement, const WordPlace& place,
             const std::vector<std::string>& words) {
    for (std::size_t first = 0; first < words.size(); first += words_per_statement) {
        std::vector<database::Parameter> parameters{place.agent, place.started_at, place.call};
        for (std::size_t index = first; index < first + words_per_statement; ++index)
            parameters.emplace_back(words[std::min(index, words.size() - 1)]);
        tx.execute_with(statement, parameters);
    }
}

}  // namespace

void insert_words(database::Transaction& tx, const WordPlace& place, const std::vector<std::string>& words) {
    for_all(tx, insert_statement, place, words);
}

void delete_words(database::Transaction& tx, const WordPlace& place, const std::vector<std::string>& words) {
    for_all(tx, delete_statement, place, words);
}

}  // namespace rollcall::calls
