#include "calls/intake/agent_day_rules.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <utility>

#include "accounts/account_store.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "calls/intake/call_updates.hpp"
#include "database/forwarding_database.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_rows.hpp"

namespace rollcall::calls {
namespace {

using database::Row;
using database::Transaction;
using std::chrono::seconds;

const AgentId reception(std::string("reception"));
const AgentId sales(std::string("sales"));

/// The database, with something that happens before each write.
class Interrupted final : public database::ForwardingDatabase {
public:
    Interrupted(database::Database& database, std::function<void(int)> before_write)
        : ForwardingDatabase(database), before_write_(std::move(before_write)) {}

protected:
    void write_work(const Work& work) override {
        before_write_(++writes_);
        ForwardingDatabase::write_work(work);
    }

private:
    const std::function<void(int)> before_write_;
    int writes_ = 0;
};

class DaysOfUsage : public database::testing::OnEachBackend {
protected:
    DaysOfUsage() {
        database->write([&](Transaction& tx) {
            EXPECT_TRUE(accounts::insert_account_row(tx, {.name = "Harbour Voices", .time_zone = "Europe/Berlin"},
                                                     clock.now()));
            database::testing::insert_test_company(tx, "north");
            for (const auto& agent : {reception, sales}) {
                database::testing::insert_test_agent(tx, agent.text(), "north");
            }
        });
        store(reception, "2026-07-10T22:30:00Z", seconds(60));
        store(reception, "2026-01-01T12:00:00Z", seconds(30));
        store(sales, "2026-07-10T22:30:00Z", seconds(10));
        sum("2026a");
    }

    void store(const AgentId& agent, std::string_view started_at, seconds duration) {
        const CallUpdate update{
            .status = CallStatus::ended, .started_at = *time_from_rfc3339(started_at), .duration = duration};
        database->write([&](Transaction& tx) { store_api_call(tx, agent, PreparedUpdate(update), clock.now()); });
    }

    int sum(const std::string& rules) { return sum_days_again(*database, rules, {}); }
    std::string rules() { return database->read(find_agent_day_rules); }
    bool has_two_time_zones() { return database->read(are_days_of_two_time_zones); }

    void change_time_zone(const std::string& time_zone) {
        database->write([&](Transaction& tx) {
            auto account = accounts::get_account(tx);
            account.time_zone = time_zone;
            accounts::update_account_row(tx, account);
            note_time_zone_change(tx);
        });
    }

    using Days = std::map<std::pair<AgentId, std::string>, std::pair<std::int64_t, std::int64_t>>;
    /// How many calls there are on each day, and their seconds.
    Days days() {
        Days days;
        database->read([&](Transaction& tx) {
            tx.all("SELECT agent_id, day, calls, seconds FROM agent_days WHERE calls <> 0", [&](const Row& row) {
                const auto day = format_day(Day(std::chrono::days(row.integer(1))));
                days[{row.id<AgentId>(0), day}] = {row.integer(2), row.integer(3)};
                return 0;
            });
        });
        return days;
    }

    const Days in_berlin{
        {{reception, "2026-01-01"}, {1, 30}}, {{reception, "2026-07-11"}, {1, 60}}, {{sales, "2026-07-11"}, {1, 10}}};
    const Days in_new_york{
        {{reception, "2026-01-01"}, {1, 30}}, {{reception, "2026-07-10"}, {1, 60}}, {{sales, "2026-07-10"}, {1, 10}}};

    std::unique_ptr<database::Database> database = empty.open(clock);
};

ROLLCALL_ON_BOTH_BACKENDS(DaysOfUsage);

}  // namespace

TEST_P(DaysOfUsage, are_summed_again_by_newer_rules_of_time_zones_in_several_writes) {
    // As rules without summer time would have it.
    const auto move = [&] {
        database->write([](Transaction& tx) { tx.execute("UPDATE agent_days SET day = day - 1 WHERE seconds = 60"); });
    };
    EXPECT_EQ(days(), in_berlin);
    move();
    const auto wrong = days();
    EXPECT_EQ(sum("2026a"), 0);
    EXPECT_EQ(sum("2024a"), 1);
    EXPECT_EQ(days(), wrong);
    EXPECT_EQ(rules(), "2024a");
    EXPECT_GE(sum("2026f"), 7);  // half a year in months
    EXPECT_EQ(days(), in_berlin);
    EXPECT_EQ(rules(), "2026f");

    // Stopped in between, it begins again.
    move();
    std::stop_source stopped;
    stopped.request_stop();
    EXPECT_EQ(sum_days_again(*database, "2027a", stopped.get_token()), 0);
    EXPECT_EQ(rules(), "2026f");
    EXPECT_GE(sum("2027a"), 7);
    EXPECT_EQ(days(), in_berlin);
}

TEST_P(DaysOfUsage, keep_their_sums_while_the_version_of_the_rules_is_not_known_and_are_summed_again_once_it_is) {
    EXPECT_EQ(sum(""), 1);
    EXPECT_EQ(sum(""), 0);
    EXPECT_GE(sum("2026a"), 7);
    EXPECT_EQ(rules(), "2026a");
}

TEST_P(DaysOfUsage, follow_another_time_zone_of_the_account_in_several_writes) {
    EXPECT_FALSE(has_two_time_zones());
    for (const auto* installed : {"2026a", "2025b", ""}) {
        change_time_zone("America/New_York");
        EXPECT_EQ(days(), in_berlin);
        EXPECT_TRUE(has_two_time_zones());
        EXPECT_GE(sum(installed), 7) << installed;
        EXPECT_EQ(days(), in_new_york);
        EXPECT_FALSE(has_two_time_zones());
        EXPECT_EQ(sum(installed), 0);

        change_time_zone("Europe/Berlin");
        sum(installed);
        EXPECT_EQ(days(), in_berlin);
    }
}

TEST_P(DaysOfUsage, begin_again_after_an_interruption) {
    change_time_zone("America/New_York");
    std::stop_source stop;
    Interrupted interrupted(*database, [&](int write) {
        if (write == 3) stop.request_stop();
    });
    sum_days_again(interrupted, "2026a", stop.get_token());
    EXPECT_TRUE(has_two_time_zones());
    sum("2026a");
    EXPECT_EQ(days(), in_new_york);
    EXPECT_FALSE(has_two_time_zones());
}

TEST_P(DaysOfUsage, follow_the_time_zone_to_which_the_account_is_changed_meanwhile) {
    // After the reception, and before the note of what the sums were made with.
    for (const int time : {8, 9}) {
        change_time_zone("America/New_York");
        Interrupted interrupted(*database, [&](int write) {
            if (write == time) change_time_zone("Europe/Berlin");
        });
        sum_days_again(interrupted, "2026a", {});
        EXPECT_EQ(days(), in_berlin);
        EXPECT_FALSE(has_two_time_zones());
    }
}

TEST_P(DaysOfUsage, are_right_for_calls_that_come_while_the_time_zone_is_another_one_for_a_moment) {
    change_time_zone("America/New_York");
    Interrupted interrupted(*database, [&](int write) {
        if (write != 8) return;  // after the reception
        change_time_zone("Europe/Berlin");
        store(reception, "2026-07-10T22:45:00Z", seconds(5));
        change_time_zone("America/New_York");
    });
    sum_days_again(interrupted, "2026a", {});
    auto expected = in_new_york;
    expected[{reception, "2026-07-10"}] = {2, 65};
    EXPECT_EQ(days(), expected);
}

TEST_P(DaysOfUsage, have_the_calls_that_come_meanwhile) {
    change_time_zone("America/New_York");
    Interrupted interrupted(*database, [&](int write) {
        if (write > 9) return;
        store(reception, "2026-07-10T22:45:00Z", seconds(1));
        store(sales, "2026-02-01T03:00:00Z", seconds(1));
    });
    sum_days_again(interrupted, "2026a", {});
    auto expected = in_new_york;
    expected[{reception, "2026-07-10"}] = {10, 69};
    expected[{sales, "2026-01-31"}] = {9, 9};
    EXPECT_EQ(days(), expected);
}

}  // namespace rollcall::calls
