#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::storage {

namespace {

namespace fs = std::filesystem;

class FolderBlobs : public ::testing::Test {
protected:
    std::size_t files() const {
        std::size_t count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) count += entry.is_regular_file();
        return count;
    }

    TemporaryFolder temporary;
    fs::path folder = temporary.path() / "blobs";
    std::unique_ptr<Blobs> blobs = open_folder_blobs(folder);
};

}  // namespace

TEST_F(FolderBlobs, returns_what_was_put) {
    const std::string bytes("\0\xff\r\n bytes", 10);
    blobs->put("pictures/one", bytes);
    EXPECT_EQ(blobs->get("pictures/one"), bytes);
    EXPECT_EQ(open_folder_blobs(folder)->get("pictures/one"), bytes);
    EXPECT_FALSE(blobs->get("pictures/two"));
    EXPECT_FALSE(blobs->get("recordings/one"));
}

TEST_F(FolderBlobs, keeps_large_blobs_whole) {
    const std::string bytes(3'000'000, 'x');
    blobs->put("large", bytes);
    EXPECT_EQ(blobs->get("large"), bytes);
}

TEST_F(FolderBlobs, reads_blobs_in_parts) {
    blobs->put("recordings/one", "0123456789");
    const auto blob = blobs->open("recordings/one");
    ASSERT_TRUE(blob);
    EXPECT_EQ(blob->size(), 10U);
    EXPECT_EQ(blob->read(0, 4), "0123");
    EXPECT_EQ(blob->read(8, 4), "89");
    EXPECT_EQ(blob->read(10, 4), "");
    blobs->remove("recordings/one");
    EXPECT_EQ(blob->read(4, 4), "4567");
    EXPECT_FALSE(blobs->open("recordings/one"));
    EXPECT_THROW(blobs->open("../one"), std::logic_error);
}

TEST_F(FolderBlobs, keeps_files_from_this_disk_and_from_another) {
    const std::string bytes(3'000'000, 'x');
    for (const auto* elsewhere : {folder.c_str(), "/dev/shm"}) {
        TemporaryFile file(elsewhere);
        file.append(bytes);
        blobs->put_file("recordings/one", file);
        EXPECT_EQ(blobs->get("recordings/one"), bytes);
        EXPECT_EQ(files(), 1U);
        blobs->remove("recordings/one");
    }
}

TEST_F(FolderBlobs, leaves_nothing_of_what_is_removed) {
    blobs->put("pictures/one", "bytes");
    blobs->remove("pictures/one");
    blobs->remove("pictures/one");
    blobs->remove("never/there");
    EXPECT_FALSE(blobs->get("pictures/one"));
    EXPECT_EQ(files(), 0U);
}

TEST_F(FolderBlobs, removes_what_a_crash_has_left_unfinished) {
    fs::create_directories(folder / "pictures");
    std::ofstream(folder / "pictures" / "one.unfinished") << "half";
    EXPECT_FALSE(blobs->get("pictures/one"));
    blobs->remove("pictures/one");
    EXPECT_EQ(files(), 0U);
}

TEST_F(FolderBlobs, refuses_names_that_lead_elsewhere) {
    for (const auto* name :
         {"", "/etc/passwd", "../rollcall", "pictures/../../x", "pictures//x", "pictures/", "A", "x.y"})
        EXPECT_THROW(blobs->get(name), std::logic_error) << name;
}

TEST_F(FolderBlobs, throws_when_it_cannot_be_used_rather_than_finding_nothing) {
    std::ofstream(folder / "pictures") << "a file where a folder should be";
    EXPECT_THROW(blobs->put("pictures/one", "bytes"), Error);
    EXPECT_THROW(blobs->get("pictures/one"), Error);
}

TEST_F(FolderBlobs, cannot_be_opened_where_no_folder_can_be_created) {
    std::ofstream(folder / "file") << "a file";
    EXPECT_THROW(open_folder_blobs(folder / "file" / "storage"), std::runtime_error);
}

}  // namespace rollcall::storage
