#include "app/backup/restored_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <stdexcept>

#include "core/temporary_folder.hpp"

namespace rollcall::app {

namespace {

namespace fs = std::filesystem;

class RestoredFiles : public ::testing::Test {
protected:
    /// Moves two files into the storage, and ends as `kill -9` does, before the database is published.
    void kill_after_publishing() const {
        const fs::path copy = folder.file("copy");
        {
            RestoredFolder restored(storage);
            restored.blobs().put("pictures/one", "a picture");
            restored.blobs().put("recordings/two", "audio");
            restored.publish();
            fs::copy(storage, copy, fs::copy_options::recursive);
        }
        fs::remove_all(storage);
        fs::rename(copy, storage);
    }

    TemporaryFolder folder;
    const fs::path storage = folder.file("storage");
};

}  // namespace

TEST_F(RestoredFiles, are_deleted_again_where_the_database_is_not_published) {
    {
        RestoredFolder restored(storage);
        restored.blobs().put("pictures/one", "a picture");
        restored.publish();
        EXPECT_TRUE(fs::exists(storage / "pictures/one"));
    }
    EXPECT_TRUE(fs::is_empty(storage));
}

TEST_F(RestoredFiles, stay_alone_once_it_is) {
    {
        RestoredFolder restored(storage);
        restored.blobs().put("pictures/one", "a picture");
        restored.publish();
        EXPECT_TRUE(restored.keep());
    }
    EXPECT_TRUE(fs::exists(storage / "pictures/one"));
    EXPECT_FALSE(fs::exists(storage / "restoring"));
    EXPECT_THROW(require_empty_folder(storage), std::runtime_error);
}

TEST_F(RestoredFiles, of_a_killed_restore_are_deleted_by_the_next_one_and_nothing_else_is) {
    kill_after_publishing();
    ASSERT_TRUE(fs::exists(storage / "pictures/one"));
    require_empty_folder(storage);
    std::ofstream(storage / "theirs") << "theirs";
    EXPECT_THROW(require_empty_folder(storage), std::runtime_error);
    { const RestoredFolder restored(storage); }
    EXPECT_FALSE(fs::exists(storage / "pictures"));
    EXPECT_FALSE(fs::exists(storage / "recordings"));
    EXPECT_TRUE(fs::exists(storage / "theirs"));
}

TEST_F(RestoredFiles, are_those_of_a_server_that_has_started) {
    kill_after_publishing();
    remove_end_of_restored_folder(storage);
    EXPECT_THROW(require_empty_folder(storage), std::runtime_error);
    EXPECT_TRUE(fs::exists(storage / "pictures/one"));
}

}  // namespace rollcall::app
