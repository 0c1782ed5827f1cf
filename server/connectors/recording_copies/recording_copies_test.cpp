#include "connectors/recording_copies/recording_copies.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "accounts/account_store.hpp"
#include "calls/intake/call_updates.hpp"
#include "calls/recordings/recording_store.hpp"
#include "connectors/recording_copies/recording_copy_limits.hpp"
#include "connectors/web/scripted_server.hpp"
#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"
#include "database/testing.hpp"
#include "jobs/unreferenced_blobs.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::connectors {
namespace {

namespace fs = std::filesystem;
using database::Row;
using database::Transaction;

const ConnectionId elevenlabs(std::string("connection"));
constexpr auto blob = "recordings/1";
constexpr auto audio = "the only copy";
constexpr auto longer_than_any_pause = std::chrono::hours(9);

/// A storage that can be away.
class StorageThatMayBeAway final : public storage::Blobs {
public:
    explicit StorageThatMayBeAway(const fs::path& folder) : blobs_(storage::open_folder_blobs(folder)) {}

    void put(std::string_view name, std::string_view bytes) override { reached().put(name, bytes); }
    void put_file(std::string_view name, const TemporaryFile& file) override { reached().put_file(name, file); }
    std::optional<std::string> get(std::string_view name) override { return reached().get(name); }
    std::unique_ptr<storage::Blob> open(std::string_view name) override { return reached().open(name); }
    void remove(std::string_view name) override { reached().remove(name); }

    bool is_away = false;

private:
    storage::Blobs& reached() {
        if (is_away) throw Error::unavailable("The storage cannot be used at the moment. Try again shortly.");
        return *blobs_;
    }

    const std::unique_ptr<storage::Blobs> blobs_;
};

/// A recording whose audio the platform has sent, and the programs that read it.
class StoredAudio : public ::testing::Test {
protected:
    StoredAudio() {
        blobs.put(blob, audio);
        database->write([&](Transaction& tx) {
            EXPECT_TRUE(accounts::insert_account_row(tx, {.name = "Harbour Voices", .time_zone = "UTC"}, clock.now()));
            tx.execute(R"(INSERT INTO connections (id, platform, name, name_caseless, name_folded, created_at)
                          VALUES ($1, 'elevenlabs', 'ElevenLabs', 'elevenlabs', 'elevenlabs', 0))",
                       elevenlabs);
            const auto call = calls::store_platform_call(
                tx, {elevenlabs, "call-1"}, calls::PreparedUpdate({.external_agent_id = "agent-1"}), clock.now());
            EXPECT_TRUE(calls::upsert_recording_blob(tx, call.number, blob, 13, clock.now()));
        });
    }

    /// The audio is at that server instead.
    void put_at(const ScriptedServer& server) {
        database->write([&](Transaction& tx) {
            tx.execute("UPDATE recordings SET blob = NULL, size = NULL, source = $1", server.address() + "/audio");
        });
    }

    void let_reader(const std::string& script) {
        const auto program = folder.file("reader");
        std::ofstream(program) << "#!/bin/sh\n" << script << '\n';
        fs::permissions(program, fs::perms::owner_all);
    }
    void let_reader_find_audio() {
        std::string peaks;
        for (int part = 0; part < 800; ++part) peaks += part > 0 ? ",0.5" : "0.5";
        let_reader(R"(echo '{"content_type":"audio/wav","duration":1500,"channels":1,"peaks":[[)" + peaks + "]]}'");
    }

    RecordingCopyContext context() {
        return {.database = *database,
                .blobs = blobs,
                .clock = clock,
                .reader = AudioReader(folder.file("reader")),
                .hosts = ExemptHosts("--recording-hosts", {"127.0.0.1"}),
                .temporary_folder = folder.file("incoming")};
    }

    /// Tries it that many times, and deletes what is to be deleted then.
    void attempt(int times) {
        for (int time = 0; time < times; ++time) {
            copy_due_recording(context(), {});
            clock.time += longer_than_any_pause;
        }
        if (!blobs.is_away) jobs::delete_unreferenced_blobs(*database, blobs, clock);
    }

    std::string read(const std::string& column) {
        return database->read([&](Transaction& tx) {
            return tx
                .first("SELECT " + column + " FROM recordings", [](const Row& row) { return row.optional_text(0); })
                .value()
                .value_or("");
        });
    }

    TemporaryFolder folder;
    database::testing::FixedClock clock;
    std::unique_ptr<database::Database> database = database::open_sqlite(folder.file("rollcall.db"), clock);
    StorageThatMayBeAway blobs{folder.file("storage")};
};
constexpr int more_than_all_pauses = std::size(copy_pauses) + 2;

TEST_F(StoredAudio, is_kept_however_long_the_storage_is_away) {
    let_reader_find_audio();
    blobs.is_away = true;
    attempt(more_than_all_pauses);
    EXPECT_EQ(read("status"), "waiting");

    blobs.is_away = false;
    attempt(1);
    EXPECT_EQ(read("status"), "available");
    EXPECT_EQ(blobs.get(blob), audio);
}

TEST_F(StoredAudio, that_is_at_the_platform_is_copied_however_long_the_storage_was_away) {
    const ScriptedServer server(std::vector(more_than_all_pauses + 1, ScriptedServer::answer(200, audio)));
    put_at(server);
    let_reader_find_audio();
    blobs.is_away = true;
    attempt(more_than_all_pauses);
    EXPECT_EQ(read("status"), "waiting");
    EXPECT_EQ(server.requests().size(), more_than_all_pauses);

    blobs.is_away = false;
    attempt(1);
    EXPECT_EQ(read("status"), "available");
    EXPECT_EQ(blobs.get(read("blob")), audio);
}

TEST_F(StoredAudio, that_is_at_the_platform_has_attempts_left_for_it_however_long_the_storage_was_away) {
    std::vector answers(more_than_all_pauses, ScriptedServer::answer(200, audio));
    const auto left = static_cast<int>(std::size(copy_pauses) - most_own_attempts);
    answers.insert(answers.end(), left, ScriptedServer::answer(503, "Later."));
    answers.push_back(ScriptedServer::answer(200, audio));
    const ScriptedServer server(answers);
    put_at(server);
    let_reader_find_audio();
    blobs.is_away = true;
    attempt(more_than_all_pauses);
    blobs.is_away = false;
    attempt(left);
    EXPECT_EQ(read("status"), "waiting");

    attempt(1);
    EXPECT_EQ(read("status"), "available");
}

TEST_F(StoredAudio, is_waited_for_while_its_folder_is_not_mounted) {
    let_reader_find_audio();
    fs::rename(folder.file("storage"), folder.file("not mounted"));
    attempt(1);
    EXPECT_EQ(read("status"), "waiting");
    EXPECT_EQ(read("problem"), "The audio is missing from the storage.");

    fs::rename(folder.file("not mounted"), folder.file("storage"));
    attempt(1);
    EXPECT_EQ(read("status"), "available");
}

TEST_F(StoredAudio, is_kept_however_often_its_reader_is_killed) {
    for (const auto* signal : {"TERM", "INT", "KILL"}) {
        let_reader(std::string("kill -") + signal + " $$");
        attempt(more_than_all_pauses);
        EXPECT_EQ(read("status"), "waiting") << signal;
    }
    let_reader_find_audio();
    attempt(1);
    EXPECT_EQ(read("status"), "available");
    EXPECT_EQ(blobs.get(blob), audio);
}

TEST_F(StoredAudio, is_kept_while_no_program_can_read_it) {
    attempt(more_than_all_pauses);
    EXPECT_EQ(read("status"), "waiting");
    EXPECT_EQ(blobs.get(blob), audio);
}

TEST_F(StoredAudio, is_kept_although_its_recording_failed_where_the_reader_failed_at_it) {
    let_reader("kill -SEGV $$");
    attempt(1);
    EXPECT_EQ(read("status"), "failed");
    EXPECT_EQ(read("problem"), "The file cannot be read as audio.");
    EXPECT_EQ(read("blob"), blob);
    EXPECT_EQ(blobs.get(blob), audio);
}

TEST_F(StoredAudio, behind_a_long_queue_of_one_host_is_found_by_several_searches) {
    const std::string host = "http://127.0.0.1:1";
    database->write([&](Transaction& tx) {
        for (int index = 0; index < 2 * pages_per_search * due_recordings_page; ++index) {
            const auto call = calls::store_platform_call(tx, {elevenlabs, "waiting-" + std::to_string(index)},
                                                         calls::PreparedUpdate(calls::CallUpdate{}), clock.now());
            calls::upsert_recording_source(tx, call.number, host + "/audio", clock.now() - std::chrono::seconds(1));
        }
    });
    let_reader_find_audio();
    const auto shared = context();
    std::vector<std::unique_ptr<HostPlaces::Place>> places;
    while (auto place = shared.places->take(host)) places.push_back(std::move(place));

    EXPECT_FALSE(copy_due_recording(shared, {})) << "the whole queue was read";
    int searches = 1;
    while (searches < 10 && !copy_due_recording(shared, {})) ++searches;
    EXPECT_LT(searches, 10);
    EXPECT_EQ(database->read([](Transaction& tx) {
        return tx.first("SELECT COUNT(*) FROM recordings WHERE status = 'available'",
                        [](const Row& row) { return row.integer(0); });
    }),
              1);

    places.clear();
    EXPECT_TRUE(copy_due_recording(shared, {})) << "the host has places again";
}

TEST_F(StoredAudio, goes_where_the_reader_says_that_it_is_none) {
    let_reader("exit 10");
    attempt(1);
    EXPECT_EQ(read("status"), "failed");
    EXPECT_EQ(read("blob"), "");
    EXPECT_FALSE(blobs.get(blob));
}

}  // namespace
}  // namespace rollcall::connectors
