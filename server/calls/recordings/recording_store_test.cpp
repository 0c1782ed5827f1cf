#include "calls/recordings/recording_store.hpp"

#include <gtest/gtest.h>

#include "accounts/account_store.hpp"
#include "calls/intake/call_updates.hpp"
#include "database/testing_backends.hpp"

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
            accounts::insert(tx, {.name = "Harbour Voices", .time_zone = "UTC"}, clock.now());
            tx.execute(R"(INSERT INTO connections (id, platform, name, name_caseless, name_folded, created_at)
                          VALUES ($1, 'vapi', 'Vapi', 'vapi', 'vapi', 0))",
                       vapi);
            return store_platform_call(tx, {vapi, "call-1"}, {.external_agent_id = "asst-1"}, clock.now()).number;
        });
    }

    void put_source(std::string_view source) {
        database->write([&](Transaction& tx) { put_recording_source(tx, call, source, clock.now()); });
    }
    Kept put_blob(const std::string& blob) {
        return database->write([&](Transaction& tx) { return put_recording_blob(tx, call, blob, 17, clock.now()); });
    }
    std::optional<ClaimedRecording> claim() {
        return database->write(
            [&](Transaction& tx) { return claim_due_recording(tx, clock.now(), clock.now() + 20min); });
    }
    Noted available(const ClaimedRecording& claimed) {
        const Audio audio{"recordings/1", "audio/wav", 17, Duration(1500), "[[0]]"};
        return database->write([&](Transaction& tx) { return note_available(tx, claimed, audio); });
    }
    Noted failed(const ClaimedRecording& claimed) {
        return database->write([&](Transaction& tx) { return note_failed(tx, claimed, "It is gone."); });
    }
    Noted waiting(const ClaimedRecording& claimed, Time next) {
        return database->write([&](Transaction& tx) { return note_waiting(tx, claimed, next, "Too slow."); });
    }
    std::string status() {
        return database->read([&](Transaction& tx) {
            return tx.first("SELECT status FROM recordings", [](const Row& row) { return row.text(0); }).value_or("");
        });
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

TEST_P(Recordings, AreClaimedOnceUntilTheClaimIsOver) {
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
    clock.time += 20min;
    EXPECT_EQ(claim()->attempts, 2);
    EXPECT_FALSE(claim());
    database->write([&](Transaction& tx) { make_recordings_due(tx, clock.now()); });
    EXPECT_EQ(claim()->attempts, 3);
}

TEST_P(Recordings, ForgetTheirSourceOnceTheyAreHere) {
    put_source(link);
    EXPECT_EQ(available(*claim()), Noted::yes);
    EXPECT_EQ(status(), "available");
    EXPECT_FALSE(source());
    put_source("https://files.example.com/2.wav");
    EXPECT_EQ(put_blob("recordings/2"), Kept::has_audio);
    EXPECT_EQ(status(), "available");
    EXPECT_FALSE(claim());
}

TEST_P(Recordings, WaitForTheirNextAttempt) {
    put_source(link);
    EXPECT_EQ(waiting(*claim(), clock.now() + 30s), Noted::yes);
    EXPECT_FALSE(claim());
    clock.time += 30s;
    EXPECT_TRUE(claim());
}

TEST_P(Recordings, ThatFailedBeginAnewWithAnotherSourceOnly) {
    put_source(link);
    EXPECT_EQ(failed(*claim()), Noted::yes);
    put_source(link);
    EXPECT_EQ(status(), "failed");
    EXPECT_FALSE(claim());
    put_source("https://files.example.com/2.wav");
    EXPECT_EQ(status(), "waiting");
    EXPECT_EQ(claim()->attempts, 1);
}

TEST_P(Recordings, ChangeNothingForWhoWorksOnASourceOfBefore) {
    put_source(link);
    const auto claimed = claim();
    put_source("https://files.example.com/2.wav");
    EXPECT_EQ(available(*claimed), Noted::changed_meanwhile);
    EXPECT_EQ(failed(*claimed), Noted::changed_meanwhile);
    EXPECT_EQ(waiting(*claimed, clock.now() + 1h), Noted::changed_meanwhile);
    EXPECT_EQ(claim()->source, "https://files.example.com/2.wav");
}

TEST_P(Recordings, OfWhichTheAudioIsThereAlreadyAreOnlyRead) {
    EXPECT_EQ(put_blob("recordings/1"), Kept::yes);
    EXPECT_EQ(put_blob("recordings/2"), Kept::has_audio);
    const auto claimed = claim();
    EXPECT_EQ(claimed->blob, "recordings/1");
    EXPECT_FALSE(claimed->source);
    EXPECT_EQ(available(*claimed), Noted::yes);
}

TEST_P(Recordings, TakeAudioInThePlaceOfAudioThatFailed) {
    put_blob("recordings/1");
    EXPECT_EQ(failed(*claim()), Noted::yes);
    EXPECT_EQ(put_blob("recordings/2"), Kept::yes);
    EXPECT_EQ(claim()->blob, "recordings/2");
}

}  // namespace
}  // namespace rollcall::calls
