#include "jobs/unreferenced_blobs.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"
#include "database/testing.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::jobs {

namespace {

using std::chrono::seconds;

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

    TemporaryFolder folder;
    database::testing::FixedClock clock;
    std::unique_ptr<database::Database> database = database::open_sqlite(folder.file("rollcall.db"), clock);
    std::unique_ptr<storage::Blobs> blobs = storage::open_folder_blobs(folder.file("storage"));
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

}  // namespace rollcall::jobs
