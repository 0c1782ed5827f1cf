#include "core/temporary_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"

namespace rollcall {

namespace {

namespace fs = std::filesystem;

class TemporaryFiles : public ::testing::Test {
protected:
    static std::string bytes_of(const TemporaryFile& file) {
        std::string bytes;
        file.read([&](std::string_view chunk) { bytes += chunk; });
        return bytes;
    }
    static std::string bytes_at(const fs::path& path) {
        std::ifstream stream(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    TemporaryFolder temporary;
    fs::path folder = temporary.path() / "files";
};

}  // namespace

TEST_F(TemporaryFiles, contain_what_was_appended) {
    TemporaryFile file(folder);
    EXPECT_EQ(bytes_of(file), "");
    const std::string large(200'000, 'x');
    file.append("first ");
    file.append(large);
    EXPECT_EQ(file.size(), 200'006U);
    EXPECT_EQ(bytes_of(file), "first " + large);
    EXPECT_EQ(bytes_of(file), "first " + large);
    EXPECT_EQ(bytes_at(file.path()), "first " + large);
}

TEST_F(TemporaryFiles, have_no_name_and_so_leave_nothing_behind) {
    const TemporaryFile file(folder);
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(TemporaryFiles, stay_under_the_name_that_they_are_linked_to) {
    {
        TemporaryFile file(folder);
        file.append("bytes");
        ASSERT_TRUE(file.link_to(folder / "name"));
    }
    EXPECT_EQ(bytes_at(folder / "name"), "bytes");
}

TEST_F(TemporaryFiles, cannot_be_linked_to_another_disk_or_an_existing_name) {
    TemporaryFile file(folder);
    EXPECT_FALSE(file.link_to("/proc/name"));
    std::ofstream(folder / "taken") << "other";
    EXPECT_FALSE(file.link_to(folder / "taken"));
    EXPECT_EQ(bytes_at(folder / "taken"), "other");
}

TEST_F(TemporaryFiles, throw_an_error_when_the_disk_cannot_be_used) {
    EXPECT_THROW(TemporaryFile("/proc/nowhere"), Error);
}

}  // namespace rollcall
