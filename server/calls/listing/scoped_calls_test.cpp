// Over 400 lines because one plain model serves all of these tests.
#include "calls/listing/scoped_calls.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <random>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "access/assignment_store.hpp"
#include "calls/listing/call_list_store.hpp"
#include "calls/words/call_word_index.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_rows.hpp"

namespace rollcall::calls {
namespace {

constexpr int agents = 80;  // more than are merged at once
constexpr int companies = 3;
constexpr std::int64_t some_day = 1'795'000'000'000;

/// A call of the plain model, which has no index.
struct ModelCall {
    CallPosition position;
    std::string id;
    int agent = 0;
    CallStatus status = CallStatus::ended;
    std::optional<Direction> direction;
    std::set<std::string> words;
    std::optional<std::string> number;  // of the other party, without separators
    std::optional<Outcome> outcome;
    std::optional<Duration> duration;
    bool has_recording = false;
};

AgentId agent_id(int number) { return AgentId(fmt::format("agent-{:03}", number)); }
CompanyId company_id(int number) { return CompanyId(fmt::format("company-{}", number)); }
int company_of(int agent) { return agent % companies; }

/// Hands statements on to another transaction, to read only.
class CountingTransaction final : public database::Transaction {
public:
    explicit CountingTransaction(database::Transaction& tx) : tx_(tx) {}
    int statements = 0;
    int waits = 0;  ///< round trips on PostgreSQL

protected:
    std::int64_t run(std::string_view sql, std::span<const database::Parameter> parameters,
                     const std::function<void(const database::Row&)>& on_row) override {
        ++waits;
        runs_later_ = false;
        return count(sql, parameters, on_row);
    }
    std::int64_t run_later(std::string_view sql, std::span<const database::Parameter> parameters,
                           std::function<void(const database::Row&)> on_row) override {
        runs_later_ = true;
        return count(sql, parameters, on_row);
    }
    void finish_later() override { waits += std::exchange(runs_later_, false); }

private:
    std::int64_t count(std::string_view sql, std::span<const database::Parameter> parameters,
                       const std::function<void(const database::Row&)>& on_row) {
        ++statements;
        tx_.all_of(sql, parameters, [&](const database::Row& row) {
            on_row(row);
            return 0;
        });
        return 0;
    }

    database::Transaction& tx_;
    bool runs_later_ = false;
};

class ScopedCalls : public database::testing::OnEachBackend {
protected:
    using Ids = std::vector<std::string>;

    void SetUp() override {
        database->write([&](database::Transaction& tx) {
            for (int number = 0; number < companies; ++number) {
                database::testing::insert_test_company(tx, company_id(number).text());
            }
            for (int number = 0; number < agents; ++number) {
                tx.execute(
                    R"(INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at)
                              VALUES ($1, $2, $1, $1, $1, 0, 0))",
                    agent_id(number), company_id(company_of(number)));
            }
        });
    }

    int up_to(int highest) { return std::uniform_int_distribution(0, highest)(random); }

    /// Some agents have most of the calls, in the same moments or in years of their own; some have none.
    ModelCall random_call() {
        ModelCall call;
        const bool is_busy = up_to(1) == 0;
        call.agent = is_busy ? up_to(2) : up_to(agents - 10);
        const auto moment = call.agent % 4 == 3 ? up_to(20) : 1'000 + up_to(400);
        call.position.started_at = some_day + 1'000 * moment;
        call.status = up_to(9) > 1 ? CallStatus::ended : up_to(1) ? CallStatus::failed : CallStatus::ongoing;
        if (up_to(9) > 0) call.direction = static_cast<Direction>(up_to(9) > 2 ? 0 : 1 + up_to(1));
        if (up_to(9) > 1) call.words.insert("hello");
        if (up_to(2) == 0) call.words.insert("berth");
        if (up_to(90) == 0) call.words.insert("regatta");
        if (numbers() % 4 > 0) call.number = fmt::format("+493010{}", numbers() % 12);
        if (numbers() % 5 > 0) call.outcome = static_cast<Outcome>(numbers() % 3);
        if (numbers() % 9 > 0) call.duration = Duration(numbers() % 3 == 0 ? 60'400 : numbers() % 30'000);
        call.has_recording = call.agent % 5 != 1 && numbers() % 3 > 0;
        return call;
    }

    /// How the words of a call are kept: alone, as earlier versions wrote them, with those of other calls, or in the
    /// queue.
    enum class Form { alone, indexed, queued };

    void add(int count, Form form = Form::alone) {
        std::vector<ModelCall> added;
        for (; count > 0; --count) added.push_back(random_call());
        database->write([&](database::Transaction& tx) {
            for (auto& call : added) insert(tx, call, form);
            if (form == Form::indexed) index_words(tx, added);
        });
        known.insert(known.end(), added.begin(), added.end());
        std::ranges::sort(known, std::ranges::greater(), &ModelCall::position);
    }

    void insert(database::Transaction& tx, ModelCall& call, Form form = Form::alone) {
        call.id = fmt::format("call-{}-{}", known.size(), ++made);
        constexpr auto insert_call = R"(
            INSERT INTO calls (id, agent_id, status, direction, started_at, created_at, updated_at, from_number, to_number,
                               outcome, duration, has_recording)
            VALUES ($1, $2, $3, $4, $5, 0, 0, $6, $7, $8, $9, $10) RETURNING number)";
        // As it was written, and on the other side that of the agent.
        const auto theirs = call.number ? std::optional("+49 (30) 10." + call.number->substr(7)) : std::nullopt;
        const std::optional<std::string> ours = call.direction ? std::optional<std::string>("+4930100") : std::nullopt;
        const bool is_outbound = call.direction == Direction::outbound || (!call.direction && numbers() % 2 == 0);
        const bool is_web = call.direction == Direction::web;
        call.position.number = tx.first(
                                     insert_call, [](const database::Row& row) { return row.integer(0); }, call.id,
                                     agent_id(call.agent), call.status, call.direction, call.position.started_at,
                                     is_web        ? theirs
                                     : is_outbound ? ours
                                                   : theirs,
                                     is_web        ? std::nullopt
                                     : is_outbound ? theirs
                                                   : ours,
                                     call.outcome, call.duration, call.has_recording ? 1 : 0)
                                   .value();
        if (form == Form::indexed) return;
        const WordPlace place{agent_id(call.agent), from_milliseconds(call.position.started_at), call.position.number};
        if (form == Form::queued) {
            add_call_words(tx, place, std::vector<std::string>(call.words.begin(), call.words.end()));
            return;
        }
        for (const auto& word : call.words) {
            tx.execute("INSERT INTO call_words (word, agent_id, started_at, call_number) VALUES ($1, $2, $3, $4)", word,
                       place.agent, call.position.started_at, call.position.number);
        }
    }

    void index_words(database::Transaction& tx, const std::vector<ModelCall>& calls) {
        std::vector<std::string> agent_ids(agents);
        std::vector<WordChange> changes;
        for (const auto& call : calls) {
            auto& agent = agent_ids[static_cast<std::size_t>(call.agent)];
            agent = agent_id(call.agent).text();
            for (const auto& word : call.words) changes.push_back({word, agent, call.position});
        }
        change_indexed_words(tx, changes);
    }

    /// Calls of the first agent, a minute each, every one of another number and a minute later; not in `known`.
    void add_alike(int count) {
        database->write([&](database::Transaction& tx) {
            tx.execute(R"(
                INSERT INTO calls (id, agent_id, status, direction, started_at, created_at, updated_at, from_number,
                                   duration)
                WITH RECURSIVE made (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM made WHERE at < $1)
                SELECT 'alike-' || $2 || '-' || at, $3, 'ended', 'inbound', CAST($4 AS BIGINT) + 60000 * at, 0, 0,
                       '+49 30 123456' || (10000 + at), 60000
                FROM made)",
                       count, std::to_string(++made), agent_id(0), some_day);
        });
    }

    access::Caller administrator() const {
        return {.role = access::Role::administrator, .permissions = access::Permissions::all()};
    }

    /// A member to whom these agents and companies are assigned.
    access::Caller member(const std::set<int>& of_agents, const std::set<int>& of_companies = {}) {
        const MemberId id(fmt::format("member-{}", ++made));
        database->write([&](database::Transaction& tx) {
            database::testing::insert_test_member(tx, id.text(), "member");
            for (const int agent : of_agents) {
                access::insert_assignment_row(tx, id, agent_id(agent));
            }
            for (const int company : of_companies) {
                access::insert_assignment_row(tx, id, company_id(company));
            }
        });
        return {.member = id, .permissions = access::Permissions{}.with(access::Permission::view_recordings, true)};
    }

    Ids expected(const std::function<bool(const ModelCall&)>& is_seen, const CallFilter& filter) const {
        Ids ids;
        for (const auto& call : known) {
            const auto time = from_milliseconds(call.position.started_at);
            const bool matches =
                (!filter.agent || *filter.agent == agent_id(call.agent)) &&
                (!filter.company || *filter.company == company_id(company_of(call.agent))) &&
                (!filter.from || time >= *filter.from) && (!filter.to || time < *filter.to) &&
                (!filter.status || *filter.status == call.status) &&
                (!filter.direction || filter.direction == call.direction) &&
                (!filter.outcome || *filter.outcome == call.outcome.value_or(Outcome::unknown)) &&
                (!filter.min_duration || call.duration.value_or(Duration(-1)) >= *filter.min_duration) &&
                (!filter.max_duration ||
                 (call.duration && *call.duration < *filter.max_duration + std::chrono::seconds(1))) &&
                (!filter.with_recording || call.has_recording) &&
                (!filter.numbers || std::ranges::any_of(*filter.numbers,
                                                        [&](const WrittenNumber& number) {
                                                            if (!call.number) return false;
                                                            if (!number.is_beginning)
                                                                return *call.number == number.text;
                                                            return call.number->starts_with(number.text) &&
                                                                   *call.number != number.text;
                                                        })) &&
                (!filter.words || (!filter.words->empty() && std::ranges::all_of(*filter.words, [&](const auto& word) {
                    return call.words.contains(word);
                })));
            if (matches && is_seen(call)) ids.push_back(call.id);
        }
        return ids;
    }

    database::Page<CallSummary> page(const access::Caller& caller, const CallFilter& filter, int limit,
                                     const std::optional<std::string>& cursor = {}) {
        database::PageRequest request{
            .limit = limit, .sort = call_sorts[0], .direction = database::Direction::descending};
        if (cursor) request.cursor = database::decode_cursor(*cursor, request.sort, request.direction, {}).value();
        return database->read(
            [&](database::Transaction& tx) { return list_calls(tx, caller, filter, request, clock.now()); });
    }

    int count_statements(const access::Caller& caller, const CallFilter& filter) {
        return count(caller, filter).statements;
    }

    CountingTransaction count(const access::Caller& caller, const CallFilter& filter) {
        const database::PageRequest request{
            .limit = 50, .sort = call_sorts[0], .direction = database::Direction::descending};
        return database->read([&](database::Transaction& tx) {
            CountingTransaction counting(tx);
            list_calls(counting, caller, filter, request, clock.now());
            return counting;
        });
    }

    static Ids ids_of(const database::Page<CallSummary>& page) {
        Ids ids;
        for (const auto& call : page.items) ids.push_back(call.id.text());
        return ids;
    }

    /// Reads at most `max_pages` forwards, and back to the first; expects the same pages on both ways.
    Ids read_pages(const access::Caller& caller, const CallFilter& filter, int limit, std::size_t max_pages) {
        std::vector<database::Page<CallSummary>> pages{page(caller, filter, limit)};
        EXPECT_FALSE(pages.front().previous_cursor);
        while (pages.back().next_cursor && pages.size() < max_pages) {
            pages.push_back(page(caller, filter, limit, pages.back().next_cursor));
        }
        auto back = pages.back();
        for (auto at = pages.size() - 1; at > 0; --at) {
            EXPECT_TRUE(back.previous_cursor.has_value());
            back = page(caller, filter, limit, back.previous_cursor);
            EXPECT_EQ(ids_of(back), ids_of(pages[at - 1]));
            EXPECT_TRUE(back.next_cursor.has_value());
        }
        EXPECT_FALSE(back.previous_cursor);
        Ids ids;
        for (const auto& each : pages) {
            for (auto& id : ids_of(each)) ids.push_back(std::move(id));
        }
        return ids;
    }

    CallFilter random_filter() {
        CallFilter filter;
        if (up_to(9) == 0) filter.agent = agent_id(up_to(agents));
        if (up_to(4) == 0) filter.company = company_id(up_to(companies));
        if (up_to(3) == 0) filter.from = from_milliseconds(some_day + 1'000 * up_to(1'400));
        if (up_to(3) == 0)
            filter.to = filter.from.value_or(from_milliseconds(some_day)) + std::chrono::seconds(up_to(900));
        if (up_to(2) == 0) filter.status = static_cast<CallStatus>(up_to(2));
        if (up_to(2) == 0) filter.direction = static_cast<Direction>(up_to(2));
        if (up_to(1) == 0) {
            filter.words.emplace();
            for (const std::string word : {"hello", "berth", "regatta", "nobody"}) {
                if (up_to(2) == 0) filter.words->push_back(word);
            }
        } else if (numbers() % 3 == 0) {
            filter.numbers.emplace();
            for (int count = static_cast<int>(numbers() % 5); count > 0; --count) {
                filter.numbers->push_back({fmt::format("+493010{}", numbers() % 14), numbers() % 4 == 0});
            }
        }
        if (numbers() % 4 == 0) filter.outcome = static_cast<Outcome>(numbers() % 3);
        if (numbers() % 5 == 0) filter.min_duration = std::chrono::seconds(numbers() % 5 == 0 ? 61 : numbers() % 40);
        if (numbers() % 5 == 0) {
            filter.max_duration = filter.min_duration.value_or(Duration(0)) + std::chrono::seconds(numbers() % 50);
        }
        filter.with_recording = numbers() % 4 == 0;
        return filter;
    }

    std::set<int> random_agents(int count) {
        std::set<int> chosen;
        while (std::ssize(chosen) < count) chosen.insert(up_to(agents - 1));
        return chosen;
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
    std::mt19937 random{17};
    std::mt19937 numbers{23};
    std::vector<ModelCall> known;  ///< the newest first
    int made = 0;
};

TEST_P(ScopedCalls, are_those_of_a_plain_model_for_any_scope_filter_and_page) {
    add(800);
    add(1'300, Form::indexed);
    add(400, Form::queued);
    for (int round = 0; round < 150; ++round) {
        const auto of_agents =
            random_agents(std::array{0, 1, 2, 7, 30, 61, 70, 75, 80}[static_cast<std::size_t>(up_to(8))]);
        const auto of_companies = up_to(4) == 0 ? std::set{up_to(companies - 1)} : std::set<int>();
        const auto caller = round % 5 == 0 ? administrator() : member(of_agents, of_companies);
        const auto is_seen = [&](const ModelCall& call) {
            return caller.is_administrator() || of_agents.contains(call.agent) ||
                   of_companies.contains(company_of(call.agent));
        };
        const auto filter = random_filter();
        const int limit = std::array{1, 3, 20, 50, 200}[static_cast<std::size_t>(up_to(4))];
        constexpr std::size_t max_pages = 8;

        auto wanted = expected(is_seen, filter);
        wanted.resize(std::min(wanted.size(), max_pages * static_cast<std::size_t>(limit)));
        ASSERT_EQ(read_pages(caller, filter, limit, max_pages), wanted) << "round " << round;
    }
}

TEST_P(ScopedCalls, are_counted_per_day_and_have_neighbours_as_in_the_list) {
    add(700);
    add(300, Form::indexed);
    const Calendar utc("UTC");
    for (int round = 0; round < 60; ++round) {
        const auto of_agents = random_agents(std::array{1, 7, 61, 75}[static_cast<std::size_t>(up_to(3))]);
        const auto caller = round % 5 == 0 ? administrator() : member(of_agents);
        const auto is_seen = [&](const ModelCall& call) {
            return caller.is_administrator() || of_agents.contains(call.agent);
        };
        const auto filter = random_filter();
        const auto wanted = expected(is_seen, filter);
        const auto& call = known[static_cast<std::size_t>(up_to(999))];
        database->read([&](database::Transaction& tx) {
            const auto count = count_matching_calls(tx, caller, filter, clock.now());
            EXPECT_EQ(count.count, std::min<std::int64_t>(std::ssize(wanted), 1'000)) << "round " << round;
            if (!is_seen(call)) return;
            const auto beside = find_call_neighbours(tx, caller, filter, CallId(call.id), clock.now());
            std::optional<std::string> newer, older;
            for (const auto& other : known) {
                if (std::ranges::find(wanted, other.id) == wanted.end()) continue;
                if (other.position > call.position) newer = other.id;
                if (other.position < call.position && !older) older = other.id;
            }
            EXPECT_EQ(beside.newer ? std::optional(beside.newer->text()) : std::nullopt, newer) << "round " << round;
            EXPECT_EQ(beside.older ? std::optional(beside.older->text()) : std::nullopt, older) << "round " << round;
        });
    }
    const auto counted = database->read([&](database::Transaction& tx) {
        const CallFilter failed{.from = from_milliseconds(some_day), .status = CallStatus::failed};
        return count_calls_per_day(tx, administrator(), failed, "UTC", from_milliseconds(some_day + 2'000'000));
    });
    std::int64_t total = 0;
    for (const auto& day : counted.days) total += day.calls;
    EXPECT_EQ(total, std::ssize(expected([](const auto&) { return true; }, {.status = CallStatus::failed})));
    EXPECT_FALSE(counted.counted_from);
}

TEST_P(ScopedCalls, of_a_common_filter_are_counted_for_the_newest_days_only) {
    add(2'300);
    database->write([](database::Transaction& tx) {
        tx.execute("UPDATE calls SET outcome = 'successful', started_at = started_at + number % 3 * 86400000");
    });
    const auto counted = database->read([&](database::Transaction& tx) {
        const CallFilter successful{.from = from_milliseconds(some_day), .outcome = Outcome::successful};
        const auto now = from_milliseconds(some_day) + std::chrono::days(5);
        return count_calls_per_day(tx, administrator(), successful, "UTC", now);
    });
    ASSERT_TRUE(counted.counted_from.has_value());
    std::int64_t total = 0;
    for (const auto& day : counted.days) {
        EXPECT_GE(day.day, *counted.counted_from);
        total += day.calls;
    }
    EXPECT_GT(total, 1'000);
    EXPECT_LE(total, 2'000);
}

TEST_P(ScopedCalls, that_few_of_many_calls_are_have_figures_of_the_newest_calls_only) {
    add_alike(15'000);
    database->write([](database::Transaction& tx) {
        tx.execute("UPDATE calls SET duration = 22000 WHERE number <= 4000");  // the oldest
        tx.execute(R"(INSERT INTO call_words (word, agent_id, started_at, call_number)
                      SELECT 'hello', agent_id, started_at, number FROM calls)");
    });
    CallFilter filter{.from = from_milliseconds(some_day), .min_duration = std::chrono::seconds(20)};
    filter.max_duration = std::chrono::seconds(25);
    auto with_word = filter;
    with_word.words = {"hello"};
    std::set<int> many;
    for (int agent = 0; agent < 75; ++agent) many.insert(agent);
    const auto now = from_milliseconds(some_day) + std::chrono::days(20);
    for (const auto& caller : {administrator(), member({0}), member(many)}) {
        for (const auto& each : {filter, with_word}) {
            database->read([&](database::Transaction& tx) {
                const auto count = count_matching_calls(tx, caller, each, now);
                EXPECT_EQ(count.count, 0);
                EXPECT_TRUE(count.has_more);
                const auto days = count_calls_per_day(tx, caller, each, "UTC", now);
                EXPECT_TRUE(days.counted_from.has_value());
                EXPECT_TRUE(days.days.empty());
                const auto newest = tx.first("SELECT id FROM calls ORDER BY started_at DESC LIMIT 1",
                                             [](const database::Row& row) { return row.id<CallId>(0); });
                EXPECT_FALSE(find_call_neighbours(tx, caller, each, newest.value(), now).older);
            });
            EXPECT_EQ(page(caller, each, 50).items.size(), 50U);
        }
    }
}

TEST_P(ScopedCalls, of_a_beginning_that_too_many_numbers_have_are_refused_in_every_scope) {
    add_alike(3'000);
    const auto other = member({5});
    const CallFilter beginning{.phone = "+49 30 123456"};
    EXPECT_EQ(page(administrator(), beginning, 50).items.size(), 50U);
    EXPECT_TRUE(page(other, beginning, 50).items.empty());
    add_alike(1);
    for (const auto& caller : {administrator(), other}) {
        EXPECT_THROW(page(caller, beginning, 50), Error);
        database->read([&](database::Transaction& tx) {
            EXPECT_THROW(count_matching_calls(tx, caller, beginning, clock.now()), Error);
        });
    }
    EXPECT_EQ(page(administrator(), {.phone = "+49 30 12345610017"}, 50).items.size(), 1U);
}

TEST_P(ScopedCalls, that_arrive_between_two_pages_do_not_move_the_pages) {
    add(300);
    const auto caller = member(random_agents(70));
    const auto first = page(caller, {}, 30);
    const auto second = ids_of(page(caller, {}, 30, first.next_cursor));
    auto newest = random_call();
    newest.position.started_at = some_day + 10'000'000;
    newest.agent = 0;
    database->write([&](database::Transaction& tx) { insert(tx, newest); });
    EXPECT_EQ(ids_of(page(caller, {}, 30, first.next_cursor)), second);
    const auto back = page(caller, {}, 30, page(caller, {}, 30, first.next_cursor).previous_cursor);
    EXPECT_EQ(ids_of(back), ids_of(first));
}

TEST_P(ScopedCalls, are_found_by_few_statements_however_many_agents_have_them) {
    add(600);
    add(600, Form::indexed);
    add(60, Form::queued);
    const CallFilter ended{.status = CallStatus::ended};
    const CallFilter hello{.words = {{"hello"}}};
    const CallFilter both{.words = {{"hello", "berth"}}};
    for (const int count : {1, 2, 9, 33, 60}) {
        const auto caller = member(random_agents(count));
        // The agents in scope, the positions of their calls, the calls.
        EXPECT_EQ(count_statements(caller, {}), 3) << count << " agents";
        EXPECT_EQ(count_statements(caller, ended), 3) << count << " agents";
    }
    // The scan of the newest calls besides, and perhaps the agents that it did not find.
    EXPECT_LE(count_statements(member(random_agents(75)), {}), 12);
    EXPECT_LE(count_statements(administrator(), {}), 2);
    // Those of one agent that has many calls, all of them in packed rows.
    const auto busy = member({0});
    EXPECT_LE(count_statements(busy, hello), 9);
    const auto counted = count(busy, both);
    EXPECT_LE(counted.statements, 24);
    EXPECT_LE(counted.waits, 14);
}

TEST_P(ScopedCalls, of_a_tenth_of_all_calls_fill_a_page_by_two_steps) {
    add_alike(2'000);
    std::set<int> quiet;
    for (int agent = 5; agent < 80; ++agent) quiet.insert(agent);
    database->write([&](database::Transaction& tx) {
        tx.execute("UPDATE calls SET agent_id = CASE number % 10 WHEN 0 THEN $1 ELSE $2 END", agent_id(5), agent_id(0));
    });
    const auto caller = member(quiet);
    EXPECT_EQ(page(caller, {}, 50).items.size(), 50U);
    EXPECT_EQ(count_statements(caller, {}), 4);  // the agents in scope, two steps of the scan, the calls
}

TEST_P(ScopedCalls, of_unknown_agents_are_seen_by_nobody) {
    database->write([&](database::Transaction& tx) {
        tx.execute(R"(INSERT INTO calls (id, status, started_at, created_at, updated_at)
                      VALUES ('waiting', 'ended', 1, 0, 0))");
    });
    add(3);
    EXPECT_EQ(ids_of(page(administrator(), {}, 50)).size(), 3U);
    EXPECT_EQ(ids_of(page(administrator(), {.status = CallStatus::ended}, 50)),
              expected([](const ModelCall&) { return true; }, {.status = CallStatus::ended}));
}

TEST_P(ScopedCalls, are_not_counted_by_their_cursors) {
    add(60);
    const auto cursor = page(administrator(), {}, 10).next_cursor.value();
    const auto read = database::decode_cursor(cursor, call_sorts[0], database::Direction::descending, {}).value();
    EXPECT_TRUE(read.id.starts_with("call-"));
}

TEST_P(ScopedCalls, continue_by_time_after_a_cursor_of_a_call_that_does_not_exist) {
    add(60);
    const database::Cursor cursor{database::Cursor::Side::after, "-started_at", known[20].position.started_at,
                                  "nobody"};
    const auto rest = ids_of(page(administrator(), {}, 200, encode_cursor(cursor, {})));
    const auto older = std::ranges::count_if(
        known, [&](const ModelCall& call) { return call.position.started_at < known[20].position.started_at; });
    EXPECT_EQ(std::ssize(rest), older);
}

ROLLCALL_ON_BOTH_BACKENDS(ScopedCalls);

}  // namespace
}  // namespace rollcall::calls
