#include "core/sealing.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "core/temporary_folder.hpp"

namespace rollcall {
namespace {

class Sealing : public ::testing::Test {
protected:
    std::string refusal(const std::filesystem::path& file) {
        try {
            SealingKey::load_or_create(file);
            return "";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }

    TemporaryFolder temporary;
    const std::filesystem::path folder = temporary.path();
};

TEST_F(Sealing, a_sealed_secret_is_read_again_after_a_restart) {
    const auto sealed = SealingKey::load_or_create(folder / "key").seal("a token");
    EXPECT_EQ(SealingKey::load_or_create(folder / "key").open(sealed), "a token");
}

TEST_F(Sealing, the_sealed_text_does_not_contain_the_secret_and_differs_each_time) {
    const auto key = SealingKey::load_or_create(folder / "key");
    EXPECT_EQ(key.seal("a token").find("token"), std::string::npos);
    EXPECT_NE(key.seal("a token"), key.seal("a token"));
    EXPECT_EQ(key.open(key.seal("")), "");
}

TEST_F(Sealing, opens_no_text_of_another_key_and_none_that_was_changed) {
    const auto key = SealingKey::load_or_create(folder / "key");
    EXPECT_EQ(SealingKey::load_or_create(folder / "other").open(key.seal("a token")), std::nullopt);
    auto changed = key.seal("a token");
    changed[40] = changed[40] == 'A' ? 'B' : 'A';
    EXPECT_EQ(key.open(changed), std::nullopt);
    for (const auto* text : {"", "A", "no base64!", "AAAA"}) EXPECT_EQ(key.open(text), std::nullopt);
}

TEST_F(Sealing, derives_the_same_key_after_each_start_and_another_for_each_purpose) {
    const auto key = SealingKey::load_or_create(folder / "key");
    EXPECT_EQ(SealingKey::load_or_create(folder / "key").derive_key("cursors"), key.derive_key("cursors"));
    EXPECT_NE(key.derive_key("cursors"), key.derive_key("cursor"));
    EXPECT_NE(SealingKey::load_or_create(folder / "other").derive_key("cursors"), key.derive_key("cursors"));
}

TEST_F(Sealing, creates_a_key_file_that_only_its_owner_can_read) {
    SealingKey::load_or_create(folder / "key");
    struct stat status {};
    ASSERT_EQ(::stat((folder / "key").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(Sealing, refuses_a_key_file_that_others_can_read) {
    const auto file = folder / "key";
    SealingKey::load_or_create(file);
    for (const unsigned mode : {0640U, 0604U, 0620U, 0602U, 0644U, 0777U}) {
        ::chmod(file.c_str(), mode);
        EXPECT_EQ(refusal(file),
                  "The key file " + file.string() + " can be read by others. Close it: chmod 600 " + file.string());
    }
    for (const unsigned mode : {0600U, 0400U}) {
        ::chmod(file.c_str(), mode);
        EXPECT_EQ(refusal(file), "");
    }
}

TEST_F(Sealing, reports_a_wrong_key_file_in_one_line) {
    std::ofstream(folder / "short") << "c2hvcnQ\n";
    EXPECT_EQ(refusal(folder / "short"), "The key file " + (folder / "short").string() + " holds no key.");
    EXPECT_NE(refusal(folder / "nowhere" / "key").find("cannot be written: No such file"), std::string::npos);
    EXPECT_NE(refusal(folder).find("cannot be read"), std::string::npos);
}

}  // namespace
}  // namespace rollcall
