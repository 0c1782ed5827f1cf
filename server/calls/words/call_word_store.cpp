#include "calls/words/call_word_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <ranges>
#include <stdexcept>

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::calls {

namespace {

using database::Parameter;
using database::Row;
using database::StatementBuilder;

// Statements for many rows at once; of few sizes, since each size is a text of its own.
constexpr std::size_t statement_sizes[] = {64, 8, 1};

std::string repeat(std::string_view text, std::size_t count) {
    std::string repeated;
    for (std::size_t index = 0; index < count; ++index) {
        if (index > 0) repeated += ", ";
        repeated += text;
    }
    return repeated;
}

/// Calls `run(part, text)` for parts of `items` of the sizes above, `text` being the statement for that size.
template <class Item, class Run>
void for_each_part(std::span<const Item> items, std::span<const std::string> texts, Run run) {
    for (std::size_t size = 0; size < std::size(statement_sizes); ++size) {
        while (items.size() >= statement_sizes[size]) {
            run(items.first(statement_sizes[size]), texts[size]);
            items = items.subspan(statement_sizes[size]);
        }
    }
}

std::string numbered(std::string_view text) {
    std::string result;
    int number = 0;
    for (const char character : text) {
        if (character == '?') {
            result += fmt::format("${}", ++number);
        } else {
            result += character;
        }
    }
    return result;
}

// One text for the columns of a row, so that a scalar query finds it by a single look-up.
constexpr auto row_as_text =
    "(SELECT CAST(w.started_at AS TEXT) || ' ' || CAST(w.call_number AS TEXT) || ' ' || w.more FROM call_words w "
    "WHERE w.word = v.word AND w.agent_id = v.agent_id AND (w.started_at, w.call_number) {} (v.started_at, "
    "v.call_number) "
    "ORDER BY w.started_at {}, w.call_number {} LIMIT 1)";

std::string select_neighbours(std::size_t count, Neighbours which) {
    const auto before = fmt::format(row_as_text, "<=", "DESC", "DESC");
    const auto after = which == Neighbours::both ? fmt::format(row_as_text, ">", "ASC", "ASC") : "NULL";
    return numbered(fmt::format(
        "WITH v (place, word, agent_id, started_at, call_number) AS (VALUES {}) SELECT v.place, {}, {} FROM v",
        repeat("(CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS BIGINT))", count),
        before, after));
}

std::int64_t read_number(std::string_view& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end == text.data() + text.size())
        throw std::logic_error("a row of words without a place");
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    return number;
}

std::optional<WordRow> read_row_as_text(const Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    auto text = row.text_view(column);
    WordRow found;
    found.first.started_at = read_number(text);
    found.first.number = read_number(text);
    found.more = text;
    return found;
}

WordRow read_first_and_more(const Row& row) { return {.first = {row.integer(0), row.integer(1)}, .more = row.text(2)}; }

constexpr auto select_with_word =
    "SELECT w.started_at, w.call_number, w.more, w.agent_id FROM call_words w WHERE w.word = $1";

std::string insert_rows(std::size_t count) {
    return numbered(
        fmt::format("INSERT INTO call_words (word, agent_id, started_at, call_number, more) VALUES {} ON CONFLICT "
                    "(word, agent_id, started_at, call_number) DO UPDATE SET more = excluded.more",
                    repeat("(?, ?, ?, ?, ?)", count)));
}

constexpr auto delete_row =
    "DELETE FROM call_words WHERE word = $1 AND agent_id = $2 AND started_at = $3 AND call_number = $4";

constexpr auto delete_rows =
    "DELETE FROM call_words WHERE word = $1 AND agent_id = $2 AND (started_at, call_number) > ($3, $4) "
    "AND (started_at, call_number) <= ($5, $6)";
constexpr auto select_rows_from = R"(
    SELECT w.started_at, w.call_number, w.more, w.agent_id, w.word FROM call_words w
    WHERE (w.word, w.agent_id, w.started_at, w.call_number) >= ($1, $2, $3, $4)
    ORDER BY w.word, w.agent_id, w.started_at, w.call_number LIMIT $5)";

constexpr auto upsert_queued = R"(
    INSERT INTO queued_call_words (call_number, agent_id, started_at, words) VALUES ($1, $2, $3, $4)
    ON CONFLICT (call_number) DO UPDATE
    SET agent_id = excluded.agent_id, started_at = excluded.started_at, words = excluded.words)";
constexpr auto delete_queued = "DELETE FROM queued_call_words WHERE call_number = $1";
constexpr auto delete_queued_of_agent = "DELETE FROM queued_call_words WHERE agent_id = $1";
constexpr auto select_counts =
    "SELECT agent_id, count(*) AS calls FROM queued_call_words GROUP BY agent_id ORDER BY calls DESC, agent_id";

/// Of how many agents the queued calls are looked up; of more, all are read.
constexpr std::size_t agents_of_one_statement = 16;
const std::string no_agent;

std::string select_queued() { return "SELECT " + database::columns_of<QueuedWords>("q") + " FROM queued_call_words q"; }

}  // namespace

std::vector<NeighbourRows> list_neighbour_rows(database::Transaction& tx, std::span<const WordPosition> wanted,
                                               Neighbours which) {
    const auto texts_of = [](Neighbours each) {
        std::vector<std::string> texts;
        for (const auto size : statement_sizes) texts.push_back(select_neighbours(size, each));
        return texts;
    };
    static const auto before_only = texts_of(Neighbours::at_or_before);
    static const auto both = texts_of(Neighbours::both);
    const auto read = [](const Row& row) {
        return std::pair(row.integer(0), NeighbourRows{read_row_as_text(row, 1), read_row_as_text(row, 2)});
    };
    std::vector<database::LaterRows<std::vector<std::pair<std::int64_t, NeighbourRows>>>> parts;
    std::int64_t place = 0;
    for_each_part(wanted, which == Neighbours::both ? both : before_only, [&](auto part, const std::string& text) {
        std::vector<Parameter> values;
        values.reserve(5 * part.size());
        for (const auto& [word, agent, position] : part) {
            values.insert(values.end(), {place++, word, agent, position.started_at, position.number});
        }
        parts.push_back(tx.all_of_later(text, values, read));
    });
    std::vector<NeighbourRows> rows(wanted.size());
    for (auto& part : parts) {
        for (auto& [index, neighbours] : part.get()) rows.at(static_cast<std::size_t>(index)) = std::move(neighbours);
    }
    return rows;
}

std::vector<WordRow> list_word_rows_between(database::Transaction& tx, const WordPosition& after,
                                            const CallPosition& before, bool newest_first, std::int64_t limit) {
    const auto text_of = [](std::string_view order) {
        return fmt::format(
            "SELECT w.started_at, w.call_number, w.more FROM call_words w WHERE w.word = $1 AND w.agent_id = $2 "
            "AND (w.started_at, w.call_number) > ($3, $4) AND (w.started_at, w.call_number) < ($5, $6) "
            "ORDER BY w.started_at {0}, w.call_number {0} LIMIT $7",
            order);
    };
    static const auto newest = text_of("DESC");
    static const auto oldest = text_of("ASC");
    return tx.all(newest_first ? newest : oldest, read_first_and_more, after.word, after.agent_id,
                  after.position.started_at, after.position.number, before.started_at, before.number, limit);
}

std::vector<WordRow> list_rows_with_word(database::Transaction& tx, std::string_view word) {
    return tx.all(
        select_with_word,
        [](const Row& row) {
            auto found = read_first_and_more(row);
            found.agent_id = row.id<AgentId>(3);
            return found;
        },
        word);
}

std::vector<std::int64_t> count_rows_with_words(database::Transaction& tx, std::span<const std::string> words,
                                                std::int64_t limit) {
    StatementBuilder statement("SELECT 0 AS place, 0 AS row_count");
    for (std::size_t place = 0; place < words.size(); ++place) {
        statement.add(
            fmt::format(" UNION ALL SELECT {}, count(*) FROM (SELECT 1 FROM call_words WHERE word = ? LIMIT ?) counted",
                        place),
            {words[place], limit});
    }
    std::vector<std::int64_t> counts(words.size());
    statement.all(tx, [&](const Row& row) {
        auto& count = counts.at(static_cast<std::size_t>(row.integer(0)));
        count = std::max(count, row.integer(1));
        return 0;
    });
    return counts;
}

void upsert_word_rows(database::Transaction& tx, std::span<const WordRow> rows) {
    static const std::vector<std::string> texts = [] {
        std::vector<std::string> made;
        for (const auto size : statement_sizes) made.push_back(insert_rows(size));
        return made;
    }();
    for_each_part(rows, texts, [&](auto part, const std::string& text) {
        std::vector<Parameter> values;
        values.reserve(5 * part.size());
        for (const auto& row : part) {
            values.insert(values.end(), {row.word, row.agent_id, row.first.started_at, row.first.number, row.more});
        }
        tx.execute_later_with(text, values);
    });
}

void delete_word_row(database::Transaction& tx, const WordPosition& first) {
    tx.execute_later(delete_row, first.word, first.agent_id, first.position.started_at, first.position.number);
}

void delete_word_rows_after(database::Transaction& tx, const WordPosition& after, const CallPosition& last) {
    tx.execute_later(delete_rows, after.word, after.agent_id, after.position.started_at, after.position.number,
                     last.started_at, last.number);
}

std::vector<WordRow> list_word_rows_from(database::Transaction& tx, const std::string& position, std::int64_t limit) {
    auto text = std::string_view(position);
    WordRow from;
    if (!text.empty()) {
        from.first.started_at = read_number(text);
        from.first.number = read_number(text);
        const auto end = text.find('\n');
        from.word = text.substr(0, end);
        from.agent_id = AgentId(text.substr(end + 1));
    }
    return tx.all(
        select_rows_from,
        [](const Row& row) {
            auto found = read_first_and_more(row);
            found.agent_id = row.id<AgentId>(3);
            found.word = row.text(4);
            return found;
        },
        from.word, from.agent_id, from.first.started_at, from.first.number, limit);
}

std::string position_text(const WordRow& row) {
    return fmt::format("{} {} {}\n{}", row.first.started_at, row.first.number, row.word, row.agent_id.text());
}

std::string join_words(std::span<const std::string> words) {
    std::string joined = "\n";
    for (const auto& word : words) joined += word + '\n';
    return joined;
}

std::vector<std::string_view> split_joined_words(std::string_view joined) {
    std::vector<std::string_view> words;
    for (std::size_t begin = 1; begin < joined.size();) {
        const auto end = joined.find('\n', begin);
        words.push_back(joined.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

void upsert_queued_words_row(database::Transaction& tx, const WordPlace& place, const std::string& joined) {
    tx.execute_later(upsert_queued, place.call, place.agent, place.started_at, joined);
}

bool delete_queued_words_row(database::Transaction& tx, std::int64_t call) {
    return tx.execute(delete_queued, call) > 0;
}

void delete_queued_words_of_agent(database::Transaction& tx, const AgentId& agent) {
    tx.execute_later(delete_queued_of_agent, agent);
}

std::vector<QueuedWords> list_queued_words_of_agent(database::Transaction& tx, const AgentId& agent) {
    static const auto statement = select_queued() + " WHERE q.agent_id = $1";
    return tx.all(statement, database::read_row<QueuedWords>, agent);
}

// Finding a text within a text is much faster here than in SQLite.
std::vector<WordPlace> list_queued_calls_with_words(database::Transaction& tx, std::span<const AgentId> agents,
                                                    std::span<const std::string> words) {
    static const auto of_all = select_queued();
    static const auto of_agents =
        of_all + numbered(fmt::format(" WHERE q.agent_id IN ({})", repeat("?", agents_of_one_statement)));
    std::vector<Parameter> values;
    const bool has_few_agents = agents.size() <= agents_of_one_statement;
    for (std::size_t index = 0; has_few_agents && index < agents_of_one_statement; ++index) {
        values.emplace_back(index < agents.size() ? agents[index].text() : no_agent);
    }
    std::vector<std::string> joined;
    for (const auto& word : words) joined.push_back('\n' + word + '\n');
    std::vector<WordPlace> found;
    tx.all_of(has_few_agents ? of_agents : of_all, values, [&](const Row& row) {
        constexpr int column_of_words = 3;
        const auto text = row.text_view(column_of_words);
        const auto has = [&](const std::string& word) {
            return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
        };
        if (std::ranges::all_of(joined, has)) found.push_back({row.id<AgentId>(1), row.time(2), row.integer(0)});
        return 0;
    });
    return found;
}

std::vector<QueuedCount> count_queued_calls(database::Transaction& tx) {
    return tx.all(select_counts, database::read_row<QueuedCount>);
}

std::vector<WordPlace> list_word_places_after(database::Transaction& tx, std::int64_t number, int limit) {
    static const auto statement =
        "SELECT " + database::columns_of<WordPlace>("c", {{"call", "c.number"}, {"agent", "c.agent_id"}}) +
        " FROM calls c WHERE c.number > $1 AND c.agent_id IS NOT NULL ORDER BY c.number LIMIT $2";
    return tx.all(statement, database::read_row<WordPlace>, number, limit);
}

}  // namespace rollcall::calls
