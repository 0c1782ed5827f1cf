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
        file.read([&](std::string_view piece) { bytes += piece; });
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

TEST_F(TemporaryFiles, GiveBackWhatWasAppended) {
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

TEST_F(TemporaryFiles, HaveNoNameAndSoLeaveNothing) {
    const TemporaryFile file(folder);
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(TemporaryFiles, StayUnderTheNameThatTheyAreGiven) {
    {
        TemporaryFile file(folder);
        file.append("bytes");
        ASSERT_EQ(file.link_to(folder / "name"), TemporaryFile::Linked::yes);
    }
    EXPECT_EQ(bytes_at(folder / "name"), "bytes");
}

TEST_F(TemporaryFiles, TakeNoNameOnAnotherDiskNorOneThatIsTaken) {
    TemporaryFile file(folder);
    EXPECT_EQ(file.link_to("/proc/name"), TemporaryFile::Linked::no);
    std::ofstream(folder / "taken") << "other";
    EXPECT_EQ(file.link_to(folder / "taken"), TemporaryFile::Linked::no);
    EXPECT_EQ(bytes_at(folder / "taken"), "other");
}

TEST_F(TemporaryFiles, SayThatThereIsNoDiskToUse) { EXPECT_THROW(TemporaryFile("/proc/nowhere"), Error); }

}  // namespace rollcall
