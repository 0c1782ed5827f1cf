#include "calls/words/call_word_index.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "calls/intake/intake_limits.hpp"
#include "calls/words/testing_words.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::calls {
namespace {

using database::Transaction;
using testing::list_all_words;
using testing::list_indexed_words;
using testing::list_queued_words;
using testing::WordsOfCalls;

const AgentId reception(std::string("reception"));
const AgentId sales(std::string("sales"));
constexpr std::int64_t some_day = 1'795'000'000'000;

class CallWordIndex : public database::testing::OnEachBackend {
protected:
    std::int64_t up_to(std::int64_t highest) { return std::uniform_int_distribution<std::int64_t>(0, highest)(random); }

    void change(const std::vector<WordChange>& changes) {
        database->write([&](Transaction& tx) { change_indexed_words(tx, changes); });
    }
    WordsOfCalls read(WordsOfCalls (*list)(Transaction&)) {
        return database->read([&](Transaction& tx) { return list(tx); });
    }
    std::int64_t count_rows() {
        return database
            ->read([](Transaction& tx) {
                return tx.first("SELECT count(*) FROM call_words",
                                [](const database::Row& row) { return row.integer(0); });
            })
            .value();
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
    std::mt19937 random{29};
};

TEST_P(CallWordIndex, has_what_a_plain_set_has_after_any_changes) {
    const std::vector<std::string> words{"berth", "buoy", "\xe6\x96\x99\xe9\x87\x91", "quay"};
    const std::vector<std::string> agents{"lock", "pier"};
    WordsOfCalls model;
    for (int round = 0; round < 60; ++round) {
        // Now and then many calls after the others, otherwise a few anywhere, close together or far apart.
        const bool is_at_end = up_to(3) == 0;
        const auto spread = up_to(1) ? 5'000 : 86'400'000 * std::int64_t{400};
        std::set<testing::WordOfCall> seen;
        std::vector<WordChange> changes;
        for (auto count = 1 + up_to(is_at_end ? 400 : 40); count > 0; --count) {
            const auto& word = words[static_cast<std::size_t>(up_to(3))];
            const auto& agent = agents[static_cast<std::size_t>(up_to(1))];
            CallPosition position{is_at_end ? some_day + round * 100'000 + up_to(300) : some_day + up_to(spread),
                                  up_to(3'000)};
            bool is_added = up_to(3) > 0;
            if (!is_added && !model.empty() && up_to(3) > 0) {
                // one that is there
                auto some = model.lower_bound({word, agent, position});
                if (some == model.end()) some = model.begin();
                position = std::get<CallPosition>(*some);
                changes.push_back({std::get<0>(*some), std::get<1>(*some), position, false});
                if (!seen.insert(*some).second) changes.pop_back();
                continue;
            }
            if (seen.insert({word, agent, position}).second) changes.push_back({word, agent, position, is_added});
        }
        const std::vector<std::tuple<testing::WordOfCall, bool>> copied = [&] {
            std::vector<std::tuple<testing::WordOfCall, bool>> all;
            for (const auto& change : changes) {
                all.push_back(
                    {{std::string(change.word), std::string(change.agent_id), change.position}, change.is_added});
            }
            return all;
        }();
        change(changes);
        for (const auto& [word, is_added] : copied) {
            if (is_added) {
                model.insert(word);
            } else {
                model.erase(word);
            }
        }
        if (round % 10 == 9) {
            ASSERT_EQ(read(list_indexed_words), model) << "round " << round;
        }
    }
    std::vector<WordChange> all;
    for (const auto& [word, agent, position] : model) all.push_back({word, agent, position, false});
    change(all);
    EXPECT_EQ(count_rows(), 0);
}

TEST_P(CallWordIndex, takes_rows_of_one_call_as_earlier_versions_wrote_them) {
    database->write([](Transaction& tx) {
        for (int number = 1; number <= 200; ++number) {
            tx.execute(
                "INSERT INTO call_words (word, agent_id, started_at, call_number) VALUES ('ahoy', 'sales', $1, $2)",
                some_day + 1'000 * number, number);
        }
    });
    WordsOfCalls model;
    for (int number = 1; number <= 200; ++number) {
        model.insert({"ahoy", "sales", {some_day + 1'000 * number, number}});
    }
    EXPECT_EQ(read(list_indexed_words), model);
    change({{"ahoy", "sales", {some_day + 50'500, 201}}, {"ahoy", "sales", {some_day + 100'000, 100}, false}});
    model.insert({"ahoy", "sales", {some_day + 50'500, 201}});
    model.erase({"ahoy", "sales", {some_day + 100'000, 100}});
    EXPECT_EQ(read(list_indexed_words), model);
}

TEST_P(CallWordIndex, packs_what_earlier_versions_wrote_and_can_be_interrupted) {
    database->write([&](Transaction& tx) {
        for (int number = 1; number <= 3'000; ++number) {
            const auto agent = number % 3 ? "sales" : fmt::format("agent-{}", number % 100);
            tx.execute("INSERT INTO call_words (word, agent_id, started_at, call_number) VALUES ($1, $2, $3, $4)",
                       number % 5 ? "ahoy" : "quay", agent, some_day + up_to(900'000'000), number);
        }
    });
    const auto before = read(list_indexed_words);
    std::string position;
    int writes = 0;
    do {
        position = database->write([&](Transaction& tx) { return pack_call_words(tx, position); });
        EXPECT_EQ(read(list_indexed_words), before);
        // Changes while it is under way.
        if (++writes == 1)
            change({{"ahoy", "sales", {some_day + 450'000'000, 5'000}}, {"buoy", "sales", {some_day, 1}}});
        if (writes == 1)
            change(
                {{"ahoy", "sales", {some_day + 450'000'000, 5'000}, false}, {"buoy", "sales", {some_day, 1}, false}});
    } while (!position.empty());
    EXPECT_GE(writes, 3);
    EXPECT_LE(count_rows(), 250);
    EXPECT_EQ(database->write([&](Transaction& tx) { return pack_call_words(tx, ""); }), "");
}

TEST_P(CallWordIndex, needs_few_rows_and_writes_for_many_calls_of_an_agent) {
    const std::int64_t calls = 4 * most_queued_calls_of_agent;
    const auto before = database->writer_state().statements;
    const std::vector<std::string> words{"a", "berth", "in", "june"};
    database->write([&](Transaction& tx) {
        for (std::int64_t call = 1; call <= calls; ++call) {
            add_call_words(tx, {reception, from_milliseconds(some_day + call * 60'000), call}, words);
        }
    });
    const auto statements = static_cast<std::int64_t>(database->writer_state().statements - before);
    EXPECT_LE(statements, calls + calls / calls_between_checks + 50);
    EXPECT_LE(std::ssize(read(list_queued_words)), 4 * (most_queued_calls_of_agent + calls_between_checks));
    EXPECT_EQ(std::ssize(read(list_all_words)), 4 * calls);
    EXPECT_LE(count_rows(), 4 * calls / 70);
}

TEST_P(CallWordIndex, queues_no_more_than_a_search_can_read) {
    std::map<std::int64_t, std::size_t> queued;
    const std::vector<std::string> words{"ahoy"};
    database->write([&](Transaction& tx) {
        for (std::int64_t call = 1; call <= 1'500; ++call) {
            const AgentId agent(fmt::format("agent-{}", up_to(up_to(1) ? 4 : 400)));
            // Every second call has no words, as where one is told by two messages.
            add_call_words(tx, {agent, from_milliseconds(some_day + call), 2 * call - 1}, words);
            if (call % 100 == 0) queued[call] = list_queued_words(tx).size();
        }
    });
    for (const auto& [call, count] : queued) {
        EXPECT_LE(count, most_queued_calls + calls_between_checks) << "after call " << call;
    }
    EXPECT_EQ(read(list_all_words).size(), 1'500U);
}

TEST_P(CallWordIndex, does_not_queue_what_is_long) {
    std::vector<std::string> words;
    for (int word = 1'000; word < 3'000; ++word) words.push_back(fmt::format("word{}", word));
    const std::vector<std::string> few{"short"};
    database->write([&](Transaction& tx) {
        add_call_words(tx, {sales, from_milliseconds(some_day), 5}, few);
        add_call_words(tx, {sales, from_milliseconds(some_day), 5}, words);
    });
    EXPECT_TRUE(read(list_queued_words).empty());
    EXPECT_EQ(read(list_indexed_words).size(), words.size());
}

ROLLCALL_ON_BOTH_BACKENDS(CallWordIndex);

}  // namespace
}  // namespace rollcall::calls
