#include "calls/recordings/recording_store.hpp"

#include <gtest/gtest.h>

#include "accounts/account_store.hpp"
#include "calls/intake/call_updates.hpp"
#include "database/testing_backends.hpp"
#include "jobs/job_limits.hpp"

namespace rollcall::calls {
namespace {

using namespace std::chrono_literals;
using database::Row;
using database::Transaction;

const ConnectionId vapi(std::string("connection"));
constexpr auto link = "https://files.example.com/1.wav";

class Recordings : public database::testing::OnEachBackend {
protected:
    Recordings() {
        call = database->write([&](Transaction& tx) {
            EXPECT_TRUE(accounts::insert_account_row(tx, {.name = "Harbour Voices", .time_zone = "UTC"}, clock.now()));
            tx.execute(R"(INSERT INTO connections (id, platform, name, name_caseless, name_folded, created_at)
                          VALUES ($1, 'vapi', 'Vapi', 'vapi', 'vapi', 0))",
                       vapi);
            return store_platform_call(tx, {vapi, "call-1"}, PreparedUpdate({.external_agent_id = "asst-1"}),
                                       clock.now())
                .number;
        });
    }

    void put_source(std::string_view source) {
        database->write([&](Transaction& tx) { upsert_recording_source(tx, call, source, clock.now()); });
    }
    bool put_blob(const std::string& blob) {
        return database->write([&](Transaction& tx) { return upsert_recording_blob(tx, call, blob, 17, clock.now()); });
    }
    std::optional<ClaimedRecording> claim() {
        return database->write([&](Transaction& tx) -> std::optional<ClaimedRecording> {
            const auto due = list_due_recordings(tx, clock.now(), {}, 1);
            if (due.empty()) return std::nullopt;
            return claim_due_recording(tx, due[0].call_number, clock.now(), clock.now() + jobs::lease_time);
        });
    }
    bool set_available(const ClaimedRecording& claimed) {
        const StoredAudio audio{"recordings/1", "audio/wav", 17, Duration(1500), "[[0]]"};
        return database->write([&](Transaction& tx) { return update_recording_available(tx, claimed, audio); });
    }
    bool set_failed(const ClaimedRecording& claimed) {
        return database->write([&](Transaction& tx) { return update_recording_failed(tx, claimed, "It is gone."); });
    }
    bool set_waiting(const ClaimedRecording& claimed, Time next) {
        return database->write(
            [&](Transaction& tx) { return update_recording_waiting(tx, claimed, next, "Too slow."); });
    }
    std::string status() {
        return database->read([&](Transaction& tx) {
            return tx.first("SELECT status FROM recordings", [](const Row& row) { return row.text(0); }).value_or("");
        });
    }
    void renew_lease() {
        database->write([&](Transaction& tx) { update_recording_lease(tx, call, clock.now() + jobs::lease_time); });
    }
    void make_all_due() {
        database->write([&](Transaction& tx) { update_recordings_due(tx, clock.now()); });
    }
    std::optional<std::string> source() {
        return database->read([&](Transaction& tx) {
            return tx.first("SELECT source FROM recordings", [](const Row& row) { return row.optional_text(0); })
                .value();
        });
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
    std::int64_t call = 0;
};
ROLLCALL_ON_BOTH_BACKENDS(Recordings);

TEST_P(Recordings, are_claimed_once_until_the_claim_has_ended) {
    EXPECT_FALSE(claim());
    put_source(link);
    const auto claimed = claim();
    ASSERT_TRUE(claimed);
    EXPECT_EQ(claimed->call, call);
    EXPECT_EQ(claimed->source, link);
    EXPECT_FALSE(claimed->blob);
    EXPECT_EQ(claimed->attempts, 1);
    EXPECT_EQ(claimed->connection, vapi);
    EXPECT_FALSE(claim());
    clock.time += jobs::lease_time;
    EXPECT_EQ(claim()->attempts, 2);
    EXPECT_FALSE(claim());
}

TEST_P(Recordings, stay_with_the_one_who_renews_the_claim) {
    put_source(link);
    const auto claimed = claim();
    clock.time += jobs::lease_time - 1s;
    renew_lease();
    clock.time += jobs::lease_time - 1s;
    EXPECT_FALSE(claim());
    EXPECT_TRUE(set_failed(*claimed));
    renew_lease();
    clock.time += 1h;
    EXPECT_FALSE(claim());
}

TEST_P(Recordings, are_due_after_a_take_over_unless_they_may_be_claimed) {
    put_source(link);
    const auto claimed = claim();
    make_all_due();
    EXPECT_FALSE(claim());
    EXPECT_TRUE(set_waiting(*claimed, clock.now() + 1h));
    EXPECT_FALSE(claim());
    make_all_due();
    EXPECT_EQ(claim()->attempts, 2);
}

TEST_P(Recordings, forget_their_source_once_their_audio_is_available) {
    put_source(link);
    EXPECT_TRUE(set_available(*claim()));
    EXPECT_EQ(status(), "available");
    EXPECT_FALSE(source());
    put_source("https://files.example.com/2.wav");
    EXPECT_FALSE(put_blob("recordings/2"));
    EXPECT_EQ(status(), "available");
    EXPECT_FALSE(claim());
}

TEST_P(Recordings, wait_for_their_next_attempt) {
    put_source(link);
    EXPECT_TRUE(set_waiting(*claim(), clock.now() + 30s));
    EXPECT_FALSE(claim());
    clock.time += 30s;
    EXPECT_TRUE(claim());
}

TEST_P(Recordings, that_failed_start_over_with_another_source_only) {
    put_source(link);
    EXPECT_TRUE(set_failed(*claim()));
    put_source(link);
    EXPECT_EQ(status(), "failed");
    EXPECT_FALSE(claim());
    put_source("https://files.example.com/2.wav");
    EXPECT_EQ(status(), "waiting");
    EXPECT_EQ(claim()->attempts, 1);
}

TEST_P(Recordings, do_not_change_for_a_worker_with_an_earlier_source) {
    put_source(link);
    const auto claimed = claim();
    put_source("https://files.example.com/2.wav");
    EXPECT_FALSE(set_available(*claimed));
    EXPECT_FALSE(set_failed(*claimed));
    EXPECT_FALSE(set_waiting(*claimed, clock.now() + 1h));
    EXPECT_EQ(claim()->source, "https://files.example.com/2.wav");
}

TEST_P(Recordings, whose_audio_is_in_the_storage_are_only_measured) {
    EXPECT_TRUE(put_blob("recordings/1"));
    EXPECT_FALSE(put_blob("recordings/2"));
    const auto claimed = claim();
    EXPECT_EQ(claimed->blob, "recordings/1");
    EXPECT_FALSE(claimed->source);
    EXPECT_TRUE(set_available(*claimed));
}

TEST_P(Recordings, that_failed_keep_their_audio_until_it_is_given_up_for_other_audio) {
    EXPECT_TRUE(put_blob("recordings/1"));
    EXPECT_TRUE(set_failed(*claim()));
    EXPECT_FALSE(put_blob("recordings/2"));
    database->write([&](Transaction& tx) {
        EXPECT_EQ(find_unreadable_recording_blob(tx, call), "recordings/1");
        delete_recording_blob(tx, call);
    });
    EXPECT_TRUE(put_blob("recordings/2"));
    EXPECT_EQ(claim()->blob, "recordings/2");
}

}  // namespace
}  // namespace rollcall::calls
