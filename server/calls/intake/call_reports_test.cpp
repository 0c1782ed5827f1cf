#include "calls/intake/call_reports.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "accounts/account_store.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "calls/intake/call_store.hpp"
#include "calls/intake/call_words.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::calls {
namespace {

using database::Row;
using database::Transaction;
using std::chrono::seconds;

Time at(std::string_view text) { return *time_from_rfc3339(text); }

const ConnectionId vapi(std::string("connection"));
const AgentId reception(std::string("reception"));
const AgentId sales(std::string("sales"));

class Reports : public database::testing::OnEachBackend {
protected:
    Reports() {
        database->write([&](Transaction& tx) {
            accounts::insert(tx, {.name = "Harbour Voices", .time_zone = "Europe/Berlin"}, clock.now());
            tx.execute(R"(INSERT INTO companies (id, name, name_caseless, name_folded, created_at)
                          VALUES ('north', 'North', 'north', 'north', 0))");
            for (const auto& agent : {reception, sales}) {
                tx.execute(
                    R"(INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at)
                              VALUES ($1, 'north', $1, $1, $1, 0, 0))",
                    agent);
            }
            tx.execute(R"(INSERT INTO connections (id, platform, name, name_caseless, name_folded, created_at)
                          VALUES ($1, 'vapi', 'Vapi', 'vapi', 'vapi', 0))",
                       vapi);
        });
        enter("assistant-1", reception);
    }

    void enter(const std::string& external_id, const AgentId& agent) {
        database->write([&](Transaction& tx) {
            tx.execute("INSERT INTO agent_external_ids (connection_id, external_id, agent_id) VALUES ($1, $2, $3)",
                       vapi, external_id, agent);
        });
    }

    StoredCall take(const std::string& id, const CallReport& report,
                    const std::optional<std::string>& agent = "assistant-1") {
        return database->write([&](Transaction& tx) {
            return take_platform_call(tx, {vapi, id, agent, "An agent there"}, report, clock.now());
        });
    }

    CallRow call(const std::string& id) {
        return database->read([&](Transaction& tx) { return find_platform_call(tx, vapi, id); }).value();
    }

    std::int64_t number(std::string_view question) {
        return database->read(
            [&](Transaction& tx) { return tx.first(question, [](const Row& row) { return row.integer(0); }).value(); });
    }

    using Days = std::map<std::pair<AgentId, std::int64_t>, std::vector<std::int64_t>>;
    Days days() {
        Days days;
        database->read([&](Transaction& tx) {
            tx.all(R"(SELECT agent_id, day, calls, seconds, seconds_by_6, seconds_by_60, cost, costed_calls
                      FROM agent_days WHERE calls <> 0)",
                   [&](const Row& row) {
                       auto& sums = days[{row.id<AgentId>(0), row.integer(1)}];
                       for (int column = 2; column < 8; ++column) sums.push_back(row.integer(column));
                       return 0;
                   });
        });
        return days;
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
};

ROLLCALL_ON_BOTH_BACKENDS(Reports);

}  // namespace

TEST_P(Reports, CompleteOneCallInWhateverOrderTheyCome) {
    const CallReport began{.status = CallStatus::ongoing, .started_at = at("2026-11-24T10:00:00Z")};
    const CallReport ended{.status = CallStatus::ended,
                           .started_at = at("2026-11-24T10:00:00Z"),
                           .ended_at = at("2026-11-24T10:02:30Z"),
                           .transcript = Transcript{{.role = TurnRole::agent, .text = "Good morning"}}};
    const CallReport analysed{.summary = "A berth for June", .outcome = Outcome::successful};
    for (const auto& order : {std::vector{began, ended, analysed}, std::vector{analysed, ended, began},
                              std::vector{ended, began, analysed, ended}}) {
        const auto id = "call-" + std::to_string(number("SELECT COUNT(*) FROM calls"));
        for (const auto& report : order) take(id, report);
        const auto facts = call(id).facts;
        EXPECT_EQ(facts.status, CallStatus::ended);
        EXPECT_EQ(facts.started_at, at("2026-11-24T10:00:00Z"));
        EXPECT_EQ(facts.duration, Duration(seconds(150)));
        EXPECT_EQ(facts.summary, "A berth for June");
        EXPECT_EQ(facts.outcome, Outcome::successful);
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM calls"), 3);
    EXPECT_EQ(number("SELECT COUNT(*) FROM call_words WHERE word = 'morning'"), 3);
}

TEST_P(Reports, ThatComeAgainChangeNothingAndTellNobody) {
    const CallReport report{.status = CallStatus::ended, .duration = seconds(90), .cost = 120'000};
    take("call", report);
    const auto before = days();
    const auto arrivals = number("SELECT COUNT(*) FROM call_arrivals");
    take("call", report);
    EXPECT_EQ(days(), before);
    EXPECT_EQ(number("SELECT COUNT(*) FROM call_arrivals"), arrivals);
}

TEST_P(Reports, WithoutABeginningHaveOneAllTheSame) {
    take("counted back", {.ended_at = at("2026-11-24T10:02:00Z"), .duration = seconds(120)});
    EXPECT_EQ(call("counted back").facts.started_at, at("2026-11-24T10:00:00Z"));
    take("now", {});
    EXPECT_EQ(call("now").facts.started_at, clock.now());
}

TEST_P(Reports, ThatEndBeforeTheyBeginHaveNoDuration) {
    take("call", {.started_at = at("2026-11-24T10:00:00Z"), .ended_at = at("2026-11-24T09:00:00Z")});
    EXPECT_EQ(call("call").facts.duration, std::nullopt);
}

TEST_P(Reports, OfAnUnknownAgentWaitAndAreCountedNowhere) {
    const auto stored = take("call", {.duration = seconds(10), .transcript = Transcript{{.text = "Ahoy"}}}, "stranger");
    EXPECT_EQ(stored.agent, std::nullopt);
    EXPECT_EQ(number("SELECT calls FROM unknown_agents WHERE external_id = 'stranger'"), 1);
    take("call", {.summary = "Said twice"}, "stranger");
    EXPECT_EQ(number("SELECT calls FROM unknown_agents WHERE external_id = 'stranger'"), 1);
    EXPECT_TRUE(days().empty());
    EXPECT_EQ(number("SELECT COUNT(*) FROM call_words"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM call_arrivals"), 0);
}

TEST_P(Reports, ThatWaitedAreTheAgentsOnceItIsKnown) {
    for (int call = 0; call < 5; ++call) {
        take("call-" + std::to_string(call), {.duration = seconds(10), .transcript = Transcript{{.text = "Ahoy"}}},
             "stranger");
    }
    enter("stranger", sales);
    const auto assign = [&](int most) {
        return database->write(
            [&](Transaction& tx) { return assign_waiting_calls(tx, vapi, "stranger", sales, most, clock.now()); });
    };
    EXPECT_EQ(assign(3), 3);
    EXPECT_EQ(number("SELECT calls FROM unknown_agents"), 2);
    EXPECT_EQ(assign(3), 2);
    EXPECT_EQ(assign(3), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents"), 0);
    EXPECT_EQ(database->read([](Transaction& tx) { return count_calls(tx, sales); }), 5);
    EXPECT_EQ(number("SELECT COUNT(*) FROM call_words WHERE word = 'ahoy' AND agent_id = 'sales'"), 5);
}

TEST_P(Reports, ThatNameTheirAgentLaterWaitForThatOne) {
    take("call", {}, std::nullopt);
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents WHERE external_id = ''"), 1);
    take("call", {}, "stranger");
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents WHERE external_id = ''"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents WHERE external_id = 'stranger'"), 1);
    take("call", {}, "assistant-1");
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents"), 0);
    EXPECT_EQ(call("call").agent, reception);
}

TEST_P(Reports, AreSummedUpOnTheDayThatTheyBeganOnInTheAccountsZone) {
    take("call", {.started_at = at("2026-11-23T23:30:00Z"), .duration = seconds(61), .cost = 1'500});
    const auto day = day_from_text("2026-11-24")->time_since_epoch().count();
    EXPECT_EQ(days(), (Days{{{reception, day}, {1, 61, 66, 120, 1'500, 1}}}));
}

TEST_P(Reports, InAnyNumberAndOrderAddUpToWhatAFullCountSays) {
    std::mt19937 random(7);
    const auto upto = [&](int most) { return std::uniform_int_distribution(0, most)(random); };
    enter("assistant-2", sales);
    const auto now = clock.now();
    for (int step = 0; step < 400; ++step) {
        CallReport report;
        if (upto(2)) report.started_at = now - seconds(upto(10 * 86'400));
        if (upto(2)) report.ended_at = now + seconds(upto(1'000));
        if (upto(1)) report.duration = Duration(upto(200'000));
        if (upto(1)) report.cost = upto(1'000'000);
        if (upto(1)) report.transcript = Transcript{{.text = "word" + std::to_string(upto(9))}};
        take("call-" + std::to_string(upto(60)), report, "assistant-" + std::to_string(1 + upto(1)));
    }
    const auto sums = days();
    database->write([](Transaction& tx) { sum_up_all(tx, Calendar("Europe/Berlin")); });
    EXPECT_EQ(days(), sums);
    database->write([](Transaction& tx) { sum_up_all(tx, Calendar("America/New_York")); });
    EXPECT_NE(days(), sums);

    const auto words = number("SELECT COUNT(*) FROM call_words");
    EXPECT_EQ(words, number("SELECT COUNT(*) FROM call_transcripts"));
    EXPECT_EQ(words, number(R"(SELECT COUNT(*) FROM call_words w JOIN calls c ON c.number = w.call_number
                               WHERE c.agent_id = w.agent_id AND c.started_at = w.started_at)"));
}

}  // namespace rollcall::calls
