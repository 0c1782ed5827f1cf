#include "calls/intake/call_updates.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "accounts/account_store.hpp"
#include "calls/intake/agent_day_rules.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "calls/intake/call_store.hpp"
#include "calls/intake/external_ids.hpp"
#include "calls/intake/intake_limits.hpp"
#include "calls/recordings/recording_store.hpp"
#include "calls/transcript.hpp"
#include "calls/words/call_word_index.hpp"
#include "calls/words/call_words.hpp"
#include "calls/words/testing_words.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_rows.hpp"

namespace rollcall::calls {
namespace {

using database::Row;
using database::Transaction;
using std::chrono::seconds;

Time at(std::string_view text) { return *time_from_rfc3339(text); }

const ConnectionId vapi(std::string("connection"));
const AgentId reception(std::string("reception"));
const AgentId sales(std::string("sales"));

class CallUpdates : public database::testing::OnEachBackend {
protected:
    CallUpdates() {
        database->write([&](Transaction& tx) {
            EXPECT_TRUE(accounts::insert_account_row(tx, {.name = "Harbour Voices", .time_zone = "Europe/Berlin"},
                                                     clock.now()));
            database::testing::insert_test_company(tx, "north");
            for (const auto& agent : {reception, sales}) {
                database::testing::insert_test_agent(tx, agent.text(), "north");
            }
            tx.execute(R"(INSERT INTO connections (id, platform, name, name_caseless, name_folded, created_at)
                          VALUES ($1, 'vapi', 'Vapi', 'vapi', 'vapi', 0))",
                       vapi);
        });
        add_external_id("assistant-1", reception);
    }

    void add_external_id(const std::string& external_id, const AgentId& agent) {
        database->write([&](Transaction& tx) {
            EXPECT_EQ(insert_external_id_row(tx, {vapi, external_id}, agent), ExternalIdStored::yes);
        });
    }

    CallRow store(const std::string& id, CallUpdate update, const std::optional<std::string>& agent = "assistant-1") {
        update.external_agent_id = agent;
        update.agent_name = "An agent there";
        return database->write([&](Transaction& tx) {
            return store_platform_call(tx, {vapi, id}, PreparedUpdate(update), clock.now());
        });
    }

    CallRow call(const std::string& id) {
        return database->read([&](Transaction& tx) { return find_platform_call(tx, {vapi, id}); }).value();
    }

    std::int64_t number(std::string_view question) {
        return database->read(
            [&](Transaction& tx) { return tx.first(question, [](const Row& row) { return row.integer(0); }).value(); });
    }

    testing::WordsOfCalls words() {
        return database->read([](Transaction& tx) { return testing::list_all_words(tx); });
    }
    std::int64_t count_calls_with(const std::string& word) {
        return std::ranges::count_if(words(), [&](const auto& each) { return std::get<0>(each) == word; });
    }
    /// Of all calls whose agent is known.
    testing::WordsOfCalls words_of_transcripts() {
        testing::WordsOfCalls words;
        constexpr auto select = R"(
            SELECT c.agent_id, c.started_at, c.number, t.turns FROM calls c JOIN call_transcripts t ON t.call_number = c.number
            WHERE c.agent_id IS NOT NULL)";
        database->read([&](Transaction& tx) {
            tx.all(select, [&](const Row& row) {
                for (const auto& word : words_of(transcript_from_text(row.text_view(3)))) {
                    words.insert({word, row.text(0), {row.integer(1), row.integer(2)}});
                }
                return 0;
            });
        });
        return words;
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

ROLLCALL_ON_BOTH_BACKENDS(CallUpdates);

}  // namespace

TEST_P(CallUpdates, complete_a_call_of_which_nothing_but_audio_has_come) {
    const auto arrived = clock.now();
    const auto number = store("with-audio", {}).number;
    store("ongoing", {});
    store("ended", {.status = CallStatus::ended, .duration = seconds(5)});
    const auto unreadable = store("unreadable", {}).number;
    database->write([&](Transaction& tx) {
        ASSERT_TRUE(upsert_recording_blob(tx, number, "recordings/1", 1000, arrived));
        ASSERT_TRUE(update_recording_available(tx, *claim_due_recording(tx, number, arrived, arrived + seconds(1)),
                                               {"recordings/1", "audio/mpeg", 1000, seconds(70), "[]"}));
        ASSERT_TRUE(upsert_unreadable_recording(tx, unreadable, "recordings/2", 10, "It is no base64.", arrived));
    });
    const auto complete = [&](Time now) {
        return database->write([&](Transaction& tx) { return complete_calls_with_audio_only(tx, now); });
    };
    EXPECT_EQ(complete(arrived + audio_only_period - seconds(1)), 0);
    EXPECT_EQ(complete(arrived + audio_only_period), 2);
    EXPECT_EQ(complete(arrived + audio_only_period), 0);

    const auto facts = call("with-audio").facts;
    EXPECT_EQ(facts.status, CallStatus::ended);
    EXPECT_EQ(facts.started_at, arrived - seconds(70));
    EXPECT_EQ(facts.ended_at, arrived);
    EXPECT_EQ(facts.duration, seconds(70));
    EXPECT_EQ(call("unreadable").facts.status, CallStatus::ended);
    EXPECT_EQ(call("ongoing").facts.status, CallStatus::ongoing);
    EXPECT_EQ(this->number("SELECT SUM(seconds) FROM agent_days"), 75);

    // The transcript comes after all.
    store("with-audio", {.status = CallStatus::ended, .started_at = arrived - seconds(100), .duration = seconds(80)});
    EXPECT_EQ(call("with-audio").facts.started_at, arrived - seconds(100));
    EXPECT_EQ(call("with-audio").facts.duration, seconds(80));
    EXPECT_EQ(this->number("SELECT SUM(seconds) FROM agent_days"), 85);
}

TEST_P(CallUpdates, CompleteOneCallInWhateverOrderTheyArrive) {
    const CallUpdate began{.status = CallStatus::ongoing, .started_at = at("2026-11-24T10:00:00Z")};
    const CallUpdate ended{.status = CallStatus::ended,
                           .started_at = at("2026-11-24T10:00:00Z"),
                           .ended_at = at("2026-11-24T10:02:30Z"),
                           .transcript = Transcript{{.role = TurnRole::agent, .text = "Good morning"}}};
    const CallUpdate analysed{.summary = "A berth for June", .outcome = Outcome::successful};
    for (const auto& order : {std::vector{began, ended, analysed}, std::vector{analysed, ended, began},
                              std::vector{ended, began, analysed, ended}}) {
        const auto id = "call-" + std::to_string(number("SELECT COUNT(*) FROM calls"));
        for (const auto& update : order) store(id, update);
        const auto facts = call(id).facts;
        EXPECT_EQ(facts.status, CallStatus::ended);
        EXPECT_EQ(facts.started_at, at("2026-11-24T10:00:00Z"));
        EXPECT_EQ(facts.duration, Duration(seconds(150)));
        EXPECT_EQ(facts.summary, "A berth for June");
        EXPECT_EQ(facts.outcome, Outcome::successful);
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM calls"), 3);
    EXPECT_EQ(count_calls_with("morning"), 3);
}

TEST_P(CallUpdates, ThatArriveAgainChangeNothingAndTellNobody) {
    const CallUpdate update{.status = CallStatus::ended, .duration = seconds(90), .cost = 120'000};
    store("call", update);
    const auto before = days();
    const auto arrivals = number("SELECT COUNT(*) FROM call_arrivals");
    store("call", update);
    EXPECT_EQ(days(), before);
    EXPECT_EQ(number("SELECT COUNT(*) FROM call_arrivals"), arrivals);
}

TEST_P(CallUpdates, WithoutAStartGiveTheCallOneNevertheless) {
    store("counted back", {.ended_at = at("2026-11-24T10:02:00Z"), .duration = seconds(120)});
    EXPECT_EQ(call("counted back").facts.started_at, at("2026-11-24T10:00:00Z"));
    store("now", {});
    EXPECT_EQ(call("now").facts.started_at, clock.now());
}

TEST_P(CallUpdates, WithAnEndBeforeTheStartGiveNoDuration) {
    store("call", {.started_at = at("2026-11-24T10:00:00Z"), .ended_at = at("2026-11-24T09:00:00Z")});
    EXPECT_EQ(call("call").facts.duration, std::nullopt);
}

TEST_P(CallUpdates, WithTheWrongCenturyGiveNoDuration) {
    store("by its times", {.started_at = at("1926-11-24T10:00:00Z"), .ended_at = at("2026-11-24T10:00:00Z")});
    store("by itself", {.started_at = at("2026-11-24T10:00:00Z"), .duration = longest_call + seconds(1)});
    for (const auto* id : {"by its times", "by itself"}) EXPECT_EQ(call(id).facts.duration, std::nullopt) << id;
    store("a week", {.started_at = at("2026-11-17T10:00:00Z"), .ended_at = at("2026-11-24T10:00:00Z")});
    EXPECT_EQ(call("a week").facts.duration, longest_call);
    EXPECT_EQ(number("SELECT SUM(seconds) FROM agent_days"), 7 * 24 * 3600);
}

TEST_P(CallUpdates, OfAnUnknownAgentMakeACallThatWaitsAndIsCountedNowhere) {
    const auto stored =
        store("call", {.duration = seconds(10), .transcript = Transcript{{.text = "Ahoy"}}}, "stranger");
    EXPECT_EQ(stored.agent_id, std::nullopt);
    EXPECT_EQ(number("SELECT calls FROM unknown_agents WHERE external_id = 'stranger'"), 1);
    store("call", {.summary = "Said twice"}, "stranger");
    EXPECT_EQ(number("SELECT calls FROM unknown_agents WHERE external_id = 'stranger'"), 1);
    EXPECT_TRUE(days().empty());
    EXPECT_TRUE(words().empty());
    EXPECT_EQ(number("SELECT COUNT(*) FROM call_arrivals"), 0);
}

TEST_P(CallUpdates, WhoseCallsWaitedGiveThemToTheAgentOnceItIsKnown) {
    for (int call = 0; call < 5; ++call) {
        store("call-" + std::to_string(call), {.duration = seconds(10), .transcript = Transcript{{.text = "Ahoy"}}},
              "stranger");
    }
    add_external_id("stranger", sales);
    const auto assign = [&](int limit) {
        return database->write([&](Transaction& tx) {
            return assign_waiting_calls(tx, {vapi, "stranger"}, sales, limit, clock.now());
        });
    };
    EXPECT_EQ(assign(3), 3);
    EXPECT_EQ(number("SELECT calls FROM unknown_agents"), 2);
    EXPECT_EQ(assign(3), 2);
    EXPECT_EQ(assign(3), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents"), 0);
    EXPECT_EQ(database->read([](Transaction& tx) { return count_calls(tx, sales); }), 5);
    EXPECT_EQ(count_calls_with("ahoy"), 5);
    for (const auto& [word, agent, position] : words()) EXPECT_EQ(agent, "sales");
}

TEST_P(CallUpdates, WhoseCallsWaitedAreAssignedFewInAWrite) {
    constexpr int calls = 50;
    for (int call = 0; call < calls; ++call) store("call-" + std::to_string(call), {}, "stranger");
    add_external_id("stranger", sales);
    const auto writes = database->writer_state().writes;
    EXPECT_EQ(assign_all_waiting_calls({*database, clock, {}}, {vapi, "stranger"}, sales), calls);
    EXPECT_GE(database->writer_state().writes, writes + 3);
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents"), 0);
}

TEST_P(CallUpdates, ThatNameTheAgentLaterMakeTheCallWaitForThatOne) {
    store("call", {}, std::nullopt);
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents WHERE external_id = ''"), 1);
    store("call", {}, "stranger");
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents WHERE external_id = ''"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents WHERE external_id = 'stranger'"), 1);
    store("call", {}, "assistant-1");
    EXPECT_EQ(number("SELECT COUNT(*) FROM unknown_agents"), 0);
    EXPECT_EQ(call("call").agent_id, reception);
}

TEST_P(CallUpdates, AreSummedOnTheDayOfTheStartInTheAccountsTimeZone) {
    store("call", {.started_at = at("2026-11-23T23:30:00Z"), .duration = seconds(61), .cost = 1'500});
    const auto day = parse_day("2026-11-24")->time_since_epoch().count();
    EXPECT_EQ(days(), (Days{{{reception, day}, {1, 61, 66, 120, 1'500, 1}}}));
}

TEST_P(CallUpdates, InAnyNumberAndOrderGiveTheSumsOfAFullCount) {
    std::mt19937 random(7);
    const auto upto = [&](int highest) { return std::uniform_int_distribution(0, highest)(random); };
    add_external_id("assistant-2", sales);
    const auto now = clock.now();
    for (int step = 0; step < 400; ++step) {
        CallUpdate update;
        if (upto(2)) update.started_at = now - seconds(upto(10 * 86'400));
        if (upto(2)) update.ended_at = now + seconds(upto(1'000));
        if (upto(1)) update.duration = Duration(upto(200'000));
        if (upto(1)) update.cost = upto(1'000'000);
        if (upto(1)) update.transcript = Transcript{{.text = "word" + std::to_string(upto(9))}};
        store("call-" + std::to_string(upto(60)), update, "assistant-" + std::to_string(1 + upto(1)));
    }
    const auto sums = days();
    sum_days_again(*database, "2026a", {});
    EXPECT_EQ(days(), sums);
    database->write([](Transaction& tx) { tx.execute("UPDATE accounts SET time_zone = 'America/New_York'"); });
    sum_days_again(*database, "2026b", {});
    EXPECT_NE(days(), sums);

    EXPECT_EQ(words(), words_of_transcripts());
}

TEST_P(CallUpdates, TakeFewStatementsForACallHoweverManyWordsItHas) {
    Transcript transcript;
    for (int turn = 0; turn < 20; ++turn) {
        transcript.push_back({.text = fmt::format("turn{0} says word{0} or wharf{0} to pier{0} on dock{0}", turn)});
    }
    const CallUpdate update{.status = CallStatus::ended, .duration = seconds(90), .transcript = transcript};
    const auto count = [&](const std::string& id) {
        const auto before = database->writer_state().statements;
        store(id, update);
        return database->writer_state().statements - before;
    };
    // Found by its external id, its agent, the row, the transcript, the account and the day of usage, the words, live
    // views.
    EXPECT_LE(count("first"), 10U);
    EXPECT_LE(count("first"), 4U);  // the same again
    EXPECT_LE(count("second"), 10U);
}

TEST_P(CallUpdates, KeepTheWordsOfTheTranscriptsThatAreThere) {
    std::mt19937 random(11);
    const auto upto = [&](int highest) { return std::uniform_int_distribution(0, highest)(random); };
    const auto store_some = [&](Transaction& tx, int step) {
        CallUpdate update;
        update.external_agent_id = upto(9) ? "assistant-1" : "stranger";
        if (upto(4) == 0) update.started_at = clock.now() - seconds(upto(10 * 86'400));
        if (upto(2)) {
            Transcript transcript;
            for (int turns = upto(3); turns > 0; --turns)
                transcript.push_back({.text = fmt::format("w{} w{}", upto(30), upto(4))});
            update.transcript = transcript;
        }
        const auto id = "call-" + std::to_string(upto(60) ? step - upto(std::min(step, 200)) : step);
        store_platform_call(tx, {vapi, id}, PreparedUpdate(update), clock.now());
    };
    // Then some are indexed, the others queued.
    const auto index_queued = [](Transaction& tx, const AgentId& agent) {
        const auto queued = list_queued_words_of_agent(tx, agent);
        std::vector<WordChange> changes;
        for (const auto& call : queued) {
            for (const auto word : split_joined_words(call.words)) {
                changes.push_back({word, agent.text(), call.place().position()});
            }
        }
        change_indexed_words(tx, changes);
        delete_queued_words_of_agent(tx, agent);
    };
    for (int part = 0; part < 9; ++part) {
        database->write([&](Transaction& tx) {
            for (int step = 0; step < 70; ++step) store_some(tx, 70 * part + step);
            if (part == 5) index_queued(tx, reception);
        });
        ASSERT_EQ(words(), words_of_transcripts()) << "part " << part;
    }
    add_external_id("stranger", sales);
    database->write([&](Transaction& tx) {
        while (assign_waiting_calls(tx, {vapi, "stranger"}, sales, 50, clock.now()) > 0) {
        }
    });
    EXPECT_EQ(words(), words_of_transcripts());
    EXPECT_FALSE(database->read([](Transaction& tx) { return testing::list_queued_words(tx); }).empty());
    EXPECT_FALSE(database->read([](Transaction& tx) { return testing::list_indexed_words(tx); }).empty());

    // What an earlier version folded otherwise.
    database->write([&](Transaction& tx) {
        std::string position;
        do position = refold_call_words(tx, position);
        while (!position.empty());
    });
    EXPECT_EQ(words(), words_of_transcripts());
}

}  // namespace rollcall::calls
