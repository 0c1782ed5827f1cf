#include "app/installation/installation.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>

#include "app/installation/installation_store.hpp"
#include "core/lasting_error.hpp"
#include "core/temporary_folder.hpp"
#include "database/testing_backends.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::app {

namespace {

namespace fs = std::filesystem;

/// A data folder, with the storage in it unless it uses another one's.
struct Place {
    TemporaryFolder folder;
    fs::path key_file = folder.file("secret.key");
    fs::path storage = folder.file("storage");
};

class Instances : public database::testing::OnEachBackend {
protected:
    /// Nothing where it starts; otherwise why it does not.
    std::optional<std::string> start(const Place& place) {
        const auto blobs = storage::open_folder_blobs(place.storage);
        return start(place, *blobs);
    }
    std::optional<std::string> start(const Place& place, storage::Blobs& blobs) try {
        join_installation(*database, blobs, clock, place.key_file, "the storage");
        return std::nullopt;
    } catch (const LastingError& error) {
        return error.what();
    }
    static void copy_key(const Place& from, const Place& to) { fs::copy_file(from.key_file, to.key_file); }
    void copy_key_of_first_to_second() {
        SealingKey::load_or_create(first.key_file);
        copy_key(first, second);
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
    Place first;
    Place second;
};
ROLLCALL_ON_BOTH_BACKENDS(Instances);

/// A storage with which another instance starts just before this one has stored that it is the first.
class OvertakenBlobs final : public storage::Blobs {
public:
    OvertakenBlobs(storage::Blobs& blobs, std::function<void()> overtake) : blobs_(blobs), overtake_(overtake) {}

    void put(std::string_view name, std::string_view bytes) override {
        blobs_.put(name, bytes);
        overtake_();
    }
    void put_file(std::string_view name, const TemporaryFile& file) override { blobs_.put_file(name, file); }
    std::optional<std::string> get(std::string_view name) override { return blobs_.get(name); }
    std::unique_ptr<storage::Blob> open(std::string_view name) override { return blobs_.open(name); }
    void remove(std::string_view name) override { blobs_.remove(name); }

private:
    storage::Blobs& blobs_;
    std::function<void()> overtake_;
};

std::ptrdiff_t count_files(const fs::path& folder) {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

}  // namespace

TEST_P(Instances, start_again_with_the_key_and_the_storage_that_the_first_one_had) {
    EXPECT_EQ(start(first), std::nullopt);
    EXPECT_EQ(start(first), std::nullopt);
    copy_key(first, second);
    second.storage = first.storage;
    EXPECT_EQ(start(second), std::nullopt);
}

TEST_P(Instances, do_not_start_without_the_key_file_and_create_none) {
    ASSERT_EQ(start(first), std::nullopt);
    second.storage = first.storage;
    EXPECT_NE(start(second).value().find("copy secret.key"), std::string::npos);
    EXPECT_FALSE(fs::exists(second.key_file));
}

TEST_P(Instances, do_not_start_with_another_key_file_and_leave_it_as_it_is) {
    ASSERT_EQ(start(first), std::nullopt);
    second.storage = first.storage;
    SealingKey::load_or_create(second.key_file);
    EXPECT_NE(start(second).value().find("is not the one of this database"), std::string::npos);
    EXPECT_TRUE(fs::exists(second.key_file));
}

TEST_P(Instances, do_not_start_with_another_storage_unless_it_is_to_take_the_place) {
    ASSERT_EQ(start(first), std::nullopt);
    copy_key(first, second);
    const auto refusal = start(second).value();
    EXPECT_NE(refusal.find("use the same --storage"), std::string::npos);

    const auto begin = refusal.find("installation/");
    const auto marker = second.storage / refusal.substr(begin, refusal.find(' ', begin) - begin);
    fs::create_directories(marker.parent_path());
    std::ofstream(marker) << "ours";
    EXPECT_EQ(start(second), std::nullopt);
}

TEST_P(Instances, decide_anew_which_storage_it_is_after_a_restore) {
    ASSERT_EQ(start(first), std::nullopt);
    database->write(delete_installation_row);
    EXPECT_EQ(start(first), std::nullopt);
}

TEST_P(Instances, that_start_at_once_with_one_key_and_one_storage_both_serve) {
    copy_key_of_first_to_second();
    second.storage = first.storage;
    const auto blobs = storage::open_folder_blobs(first.storage);
    std::optional<std::string> refusal = "not started";
    OvertakenBlobs overtaken(*blobs, [&] { refusal = start(second); });
    EXPECT_EQ(start(first, overtaken), std::nullopt);
    EXPECT_EQ(refusal, std::nullopt);
    EXPECT_EQ(count_files(first.storage / "installation"), 1);
}

TEST_P(Instances, that_start_at_once_without_a_key_file_leave_one_that_serves_and_one_key) {
    second.storage = first.storage;
    const auto blobs = storage::open_folder_blobs(first.storage);
    OvertakenBlobs overtaken(*blobs, [&] { EXPECT_EQ(start(second), std::nullopt); });
    EXPECT_TRUE(start(first, overtaken));
    EXPECT_FALSE(fs::exists(first.key_file));
    EXPECT_EQ(start(second), std::nullopt);
}

TEST_P(Instances, that_start_at_once_with_two_storages_leave_one_that_serves) {
    copy_key_of_first_to_second();
    const auto blobs = storage::open_folder_blobs(first.storage);
    OvertakenBlobs overtaken(*blobs, [&] { EXPECT_EQ(start(second), std::nullopt); });
    EXPECT_TRUE(start(first, overtaken));
    EXPECT_EQ(start(second), std::nullopt);
}

}  // namespace rollcall::app
