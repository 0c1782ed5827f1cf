#include "jobs/unreferenced_blobs.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"
#include "database/testing.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::jobs {

namespace {

using std::chrono::seconds;

/// A storage in a folder, during whose calls something else happens first.
class InterruptedBlobs final : public storage::Blobs {
public:
    explicit InterruptedBlobs(storage::Blobs& blobs) : blobs_(blobs) {}

    void put(std::string_view name, std::string_view bytes) override {
        before_put();
        blobs_.put(name, bytes);
    }
    void put_file(std::string_view name, const TemporaryFile& file) override {
        before_put();
        blobs_.put_file(name, file);
    }
    std::optional<std::string> get(std::string_view name) override { return blobs_.get(name); }
    std::unique_ptr<storage::Blob> open(std::string_view name) override { return blobs_.open(name); }
    void remove(std::string_view name) override {
        blobs_.remove(name);
        after_remove();
    }

    std::function<void()> before_put = [] {};
    std::function<void()> after_remove = [] {};

private:
    storage::Blobs& blobs_;
};

class UnreferencedBlobs : public ::testing::Test {
protected:
    void note(const std::string& blob, Time delete_at) {
        database->write([&](database::Transaction& tx) { insert_unreferenced_blob_row(tx, blob, delete_at); });
    }
    bool claim(const std::string& blob) {
        return database->write(
            [&](database::Transaction& tx) { return claim_unreferenced_blob(tx, blob, clock.now()); });
    }
    void clean() { delete_unreferenced_blobs(*database, *blobs, clock); }

    QueueState queue() {
        return database->read([&](database::Transaction& tx) { return read_unreferenced_blob_queue(tx, clock.now()); });
    }

    TemporaryFolder folder;
    database::testing::FixedClock clock;
    std::unique_ptr<database::Database> database = database::open_sqlite(folder.file("rollcall.db"), clock);
    std::unique_ptr<storage::Blobs> blobs = storage::open_folder_blobs(folder.file("storage"));
    InterruptedBlobs interrupted{*blobs};
};

}  // namespace

TEST_F(UnreferencedBlobs, are_deleted_once_their_time_has_come_and_not_before) {
    blobs->put("pictures/late", "bytes");
    blobs->put("pictures/now", "bytes");
    note("pictures/late", clock.now() + seconds(1));
    note("pictures/now", Time{});
    clean();
    EXPECT_TRUE(blobs->get("pictures/late"));
    EXPECT_FALSE(blobs->get("pictures/now"));

    clock.time += seconds(1);
    clean();
    EXPECT_FALSE(blobs->get("pictures/late"));
}

TEST_F(UnreferencedBlobs, are_kept_when_a_row_points_to_them_in_time) {
    blobs->put("pictures/one", "bytes");
    note("pictures/one", clock.now() + seconds(1));
    EXPECT_TRUE(claim("pictures/one"));
    clock.time += seconds(60);
    clean();
    EXPECT_TRUE(blobs->get("pictures/one"));
}

TEST_F(UnreferencedBlobs, cannot_be_claimed_once_their_time_has_come) {
    note("pictures/one", clock.now() + seconds(1));
    clock.time += seconds(1);
    EXPECT_FALSE(claim("pictures/one"));
}

TEST_F(UnreferencedBlobs, are_deleted_where_their_upload_ends_after_their_time) {
    interrupted.before_put = [&] {
        clock.time += seconds(3600);
        clean();
    };
    EXPECT_THROW(put_unreferenced_blob(*database, interrupted, clock, "pictures/one", "bytes"), Error);
    EXPECT_TRUE(blobs->get("pictures/one"));
    clean();
    EXPECT_FALSE(blobs->get("pictures/one"));
    EXPECT_EQ(queue().length, 0);
}

TEST_F(UnreferencedBlobs, are_noted_again_where_their_upload_failed_after_their_time) {
    interrupted.before_put = [&] {
        clock.time += seconds(3600);
        clean();
        blobs->put("pictures/one", "bytes");
        throw Error::unavailable("The connection was lost.");
    };
    EXPECT_THROW(put_unreferenced_blob(*database, interrupted, clock, "pictures/one", "bytes"), Error);
    clean();
    EXPECT_FALSE(blobs->get("pictures/one"));
}

TEST_F(UnreferencedBlobs, are_deleted_where_their_upload_ends_during_their_deletion) {
    note("pictures/one", clock.now());
    interrupted.after_remove = [&, is_first = true]() mutable {
        if (!std::exchange(is_first, false)) return;
        blobs->put("pictures/one", "bytes");
        database->write([](database::Transaction& tx) { upsert_unreferenced_blob_due(tx, "pictures/one"); });
    };
    delete_unreferenced_blobs(*database, interrupted, clock);
    EXPECT_FALSE(blobs->get("pictures/one"));
    EXPECT_EQ(queue().length, 0);
}

TEST_F(UnreferencedBlobs, may_be_uploaded_for_longer_the_larger_they_are) {
    constexpr std::size_t size = 8UL * 1024 * 1024;
    interrupted.before_put = [&] {
        clock.time += storage::longest_upload(size);
        clean();
    };
    TemporaryFile file(folder.file("incoming"));
    file.append(std::string(size, 'a'));
    put_unreferenced_blob(*database, interrupted, clock, "recordings/one", file);
    EXPECT_TRUE(claim("recordings/one"));
    EXPECT_GT(storage::longest_upload(size), seconds(120));
}

TEST_F(UnreferencedBlobs, stay_noted_until_they_could_be_deleted) {
    const auto in_the_way = folder.file("storage/pictures/one");
    std::filesystem::create_directories(in_the_way);
    note("pictures/one", Time{});
    EXPECT_THROW(clean(), Error);

    std::filesystem::remove(in_the_way);
    blobs->put("pictures/one", "bytes");
    clean();
    EXPECT_FALSE(blobs->get("pictures/one"));
}

TEST_F(UnreferencedBlobs, are_deleted_although_others_cannot_be) {
    std::filesystem::create_directories(folder.file("storage/pictures/first"));
    std::filesystem::create_directories(folder.file("storage/pictures/third"));
    for (const auto* blob : {"pictures/second", "pictures/fourth"}) blobs->put(blob, "bytes");
    int seconds_ago = 4;
    for (const auto* blob : {"pictures/first", "pictures/second", "pictures/third", "pictures/fourth"}) {
        note(blob, clock.now() - seconds(seconds_ago--));
    }
    EXPECT_THROW(clean(), Error);
    EXPECT_FALSE(blobs->get("pictures/second"));
    EXPECT_FALSE(blobs->get("pictures/fourth"));
    EXPECT_EQ(queue().length, 2);
}

TEST_F(UnreferencedBlobs, are_all_deleted_however_many_there_are) {
    const auto count = 2 * unreferenced_blobs_page + 1;
    for (std::int64_t number = 0; number < count; ++number) note("pictures/" + std::to_string(number), at_once);
    EXPECT_EQ(queue().length, count);
    clean();
    EXPECT_EQ(queue().length, 0);
}

TEST_F(UnreferencedBlobs, are_left_alone_once_too_many_could_not_be_deleted) {
    for (std::int64_t number = 0; number <= max_failed_deletions; ++number) {
        const auto blob = fmt::format("pictures/{:04}", number);
        std::filesystem::create_directories(folder.file("storage/" + blob));
        note(blob, at_once);
    }
    blobs->put("pictures/z", "bytes");
    note("pictures/z", at_once);
    EXPECT_THROW(clean(), Error);
    EXPECT_TRUE(blobs->get("pictures/z"));
}

TEST_F(UnreferencedBlobs, have_their_turn_in_the_next_run_where_too_many_before_them_could_not_be_deleted) {
    for (std::int64_t number = 0; number < 2 * max_failed_deletions; ++number) {
        const auto blob = fmt::format("pictures/{:04}", number);
        std::filesystem::create_directories(folder.file("storage/" + blob));
        note(blob, at_once);
    }
    blobs->put("pictures/z", "bytes");
    note("pictures/z", clock.now() - seconds(1));
    for (int run = 0; run < 2; ++run) {
        EXPECT_THROW(clean(), Error);
        EXPECT_TRUE(blobs->get("pictures/z"));
    }
    EXPECT_THROW(clean(), Error);
    EXPECT_FALSE(blobs->get("pictures/z"));
    EXPECT_EQ(queue().length, 2 * max_failed_deletions);
}

TEST_F(UnreferencedBlobs, that_could_not_be_deleted_stay_due_when_the_clock_is_put_back) {
    std::filesystem::create_directories(folder.file("storage/pictures/one"));
    note("pictures/one", at_once);
    EXPECT_THROW(clean(), Error);
    clock.time -= std::chrono::days(1);
    EXPECT_THROW(clean(), Error);
    EXPECT_EQ(queue().length, 1);
    EXPECT_EQ(queue().since, std::nullopt);
}

TEST_F(UnreferencedBlobs, are_left_for_later_when_a_stop_is_requested) {
    blobs->put("pictures/one", "bytes");
    note("pictures/one", at_once);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(delete_unreferenced_blobs(*database, *blobs, clock, stop.get_token()));
    EXPECT_TRUE(blobs->get("pictures/one"));
    EXPECT_TRUE(delete_unreferenced_blobs(*database, *blobs, clock));
    EXPECT_FALSE(blobs->get("pictures/one"));
}

TEST_F(UnreferencedBlobs, in_one_folder_are_deleted_whatever_there_is_in_others) {
    std::filesystem::create_directories(folder.file("storage/recordings/one"));
    for (const auto* blob : {"pictures/one", "pictures/two", "pictures-of-others/one"}) blobs->put(blob, "bytes");
    for (const auto* blob : {"recordings/one", "pictures/one", "pictures-of-others/one"}) note(blob, at_once);
    note("pictures/two", clock.now() + seconds(1));
    EXPECT_TRUE(delete_unreferenced_blobs_in("pictures", *database, *blobs, clock));
    EXPECT_FALSE(blobs->get("pictures/one"));
    EXPECT_TRUE(blobs->get("pictures/two")) << "its time has not come";
    EXPECT_TRUE(blobs->get("pictures-of-others/one"));
    EXPECT_EQ(queue().length, 2);
}

TEST_F(UnreferencedBlobs, in_one_folder_are_tried_again_where_they_could_not_be_deleted) {
    std::filesystem::create_directories(folder.file("storage/pictures/one"));
    blobs->put("pictures/two", "bytes");
    for (const auto* blob : {"pictures/one", "pictures/two"}) note(blob, at_once);
    EXPECT_THROW(delete_unreferenced_blobs_in("pictures", *database, *blobs, clock), Error);
    EXPECT_FALSE(blobs->get("pictures/two"));
    std::filesystem::remove(folder.file("storage/pictures/one"));
    EXPECT_TRUE(delete_unreferenced_blobs_in("pictures", *database, *blobs, clock));
    EXPECT_EQ(queue().length, 0);
}

TEST_F(UnreferencedBlobs, are_a_queue_once_their_time_has_come) {
    note("pictures/at-once", at_once);
    note("pictures/later", clock.now() + seconds(60));
    EXPECT_EQ(queue().length, 1);
    EXPECT_FALSE(queue().since) << "it is not known when somebody asked for it";
    clock.time += seconds(90);
    EXPECT_EQ(queue().length, 2);
    EXPECT_EQ(queue().since, clock.now() - seconds(30));
}

}  // namespace rollcall::jobs
